import { expect, test } from 'vitest'
import { createApp, createVCenter } from '../../../src/mock/index.ts'
import { principals } from '../../support/principals.ts'

const origin = { ipAddress: '192.0.2.1', userAgent: 'test' }
const sessionManager = { _typeName: 'ManagedObjectReference', type: 'SessionManager', value: 'SessionManager' }

/** Asks for properties as a principal, or as nobody. */
async function retrieve(
  specSet: unknown,
  principal: (typeof principals)[keyof typeof principals] | null = principals.controller,
  method = 'RetrievePropertiesEx',
) {
  const vcenter = createVCenter()
  const session = principal && vcenter.login(principal.userName, principal.password, origin)
  const response = await createApp(vcenter).request(
    `/sdk/vim25/8.0.3.0/PropertyCollector/propertyCollector/${method}`,
    {
      method: 'POST',
      headers: session === null ? {} : { 'vmware-api-session-id': session.token },
      body: JSON.stringify({ specSet, options: {} }),
    },
  )
  return { status: response.status, body: JSON.parse(await response.text()), key: session?.key }
}

const specOf = (properties: object, obj: object = sessionManager) => [
  { propSet: [{ type: 'SessionManager', ...properties }], objectSet: [{ obj }] },
]

test('all properties of the SessionManager are the lists that GET reads, boxed', async () => {
  const { body, key } = await retrieve(specOf({ all: true }))
  const shown = expect.objectContaining({ _typeName: 'UserSession', key })
  expect(body).toEqual({
    _typeName: 'RetrieveResult',
    objects: [
      {
        _typeName: 'ObjectContent',
        obj: sessionManager,
        propSet: [
          {
            _typeName: 'DynamicProperty',
            name: 'sessionList',
            val: { _typeName: 'ArrayOfUserSession', _value: [shown] },
          },
          { _typeName: 'DynamicProperty', name: 'currentSession', val: shown },
        ],
        missingSet: [],
      },
    ],
  })
})

test('a property that may not be read is missing, with the fault, and hides no other', async () => {
  const { body } = await retrieve(specOf({ all: true }), principals.limited)
  const [{ propSet, missingSet }] = body.objects
  expect(propSet.map(({ name }: { name: string }) => name)).toEqual(['currentSession'])
  expect(missingSet).toMatchObject([{ path: 'sessionList', fault: { fault: { _typeName: 'NoPermission' } } }])
})

test('properties are chosen by name; RetrieveProperties answers without a result object', async () => {
  const { body } = await retrieve(specOf({ pathSet: ['currentSession'] }), principals.controller, 'RetrieveProperties')
  expect(body).toHaveLength(1)
  expect(body[0].propSet.map(({ name }: { name: string }) => name)).toEqual(['currentSession'])
})

test.each([
  ['nobody', specOf({ all: true }), null, 'NotAuthenticated'],
  [
    'an unknown object',
    specOf({ all: true }, { type: 'SessionManager', value: 'unknown' }),
    undefined,
    'ManagedObjectNotFound',
  ],
  ['an unknown property', specOf({ pathSet: ['unknown'] }), undefined, 'InvalidArgument'],
  ['another type', specOf({ all: true }, { type: 'Folder', value: 'group-d1' }), undefined, 'InvalidArgument'],
  ['no list', 'all', undefined, 'InvalidArgument'],
  ['no object', [{ propSet: [], objectSet: [null] }], undefined, 'InvalidArgument'],
])('%s is answered with a fault', async (_, specSet, principal, name) => {
  const { status, body } = await retrieve(specSet, principal)
  expect({ status, name: body._typeName }).toEqual({ status: 500, name })
})
