import { expect, test } from 'vitest'
import {
  fault,
  invalidArgument,
  invalidLogin,
  invalidRequest,
  type MockFault,
  managedObjectNotFound,
  methodNotFound,
  noPermission,
  notAuthenticated,
  notFound,
  reference,
  VimFault,
} from '../../../src/mock/faults.ts'

const object = reference('SessionManager', 'SessionManager')

test('reference is a ManagedObjectReference', () => {
  expect(object).toEqual({ _typeName: 'ManagedObjectReference', type: 'SessionManager', value: 'SessionManager' })
})

test.each<[error: VimFault, fault: MockFault]>([
  [notFound(), { _typeName: 'NotFound', faultstring: 'The object or item referred to could not be found.' }],
  [
    invalidLogin(),
    {
      _typeName: 'InvalidLogin',
      faultstring: 'Cannot complete login due to an incorrect user name or password.',
    },
  ],
  [
    invalidArgument('sessionId'),
    {
      _typeName: 'InvalidArgument',
      faultstring: 'A specified parameter was not correct: sessionId',
      invalidProperty: 'sessionId',
    },
  ],
  [invalidRequest('why'), { _typeName: 'InvalidRequest', faultstring: 'why' }],
  [
    methodNotFound(object, 'Nothing'),
    { _typeName: 'MethodNotFound', faultstring: 'The method is not known.', receiver: object, method: 'Nothing' },
  ],
  [
    managedObjectNotFound(object),
    {
      _typeName: 'ManagedObjectNotFound',
      faultstring:
        "The object 'vim.SessionManager:SessionManager' has already been deleted or has not been completely created",
      obj: object,
    },
  ],
  [
    notAuthenticated(object),
    {
      _typeName: 'NotAuthenticated',
      faultstring: 'The session is not authenticated.',
      object,
      privilegeId: 'System.View',
      missingPrivileges: [{ _typeName: 'NoPermissionEntityPrivileges', entity: object, privilegeIds: ['System.View'] }],
    },
  ],
  [
    noPermission(object, 'Sessions.TerminateSession'),
    {
      _typeName: 'NoPermission',
      faultstring: 'Permission to perform this operation was denied.',
      object,
      privilegeId: 'Sessions.TerminateSession',
      missingPrivileges: [
        {
          _typeName: 'NoPermissionEntityPrivileges',
          entity: object,
          privilegeIds: ['Sessions.TerminateSession'],
        },
      ],
    },
  ],
])('%s has every property of its fault', (error, fault) => {
  expect(error).toBeInstanceOf(VimFault)
  expect(error).toMatchObject({ name: 'VimFault', code: 'vim-fault', message: fault._typeName, fault })
  expect(error.fault).toEqual(fault)
})

test('a fault is made from its name and members', () => {
  expect(fault('NotFound').fault).toEqual({ _typeName: 'NotFound', faultstring: 'NotFound.' })
  expect(fault('SystemError', { reason: 'why', faultstring: 'text' }).fault).toEqual({
    _typeName: 'SystemError',
    reason: 'why',
    faultstring: 'text',
  })
  // @ts-expect-error SystemError has a reason
  fault('SystemError')
  // @ts-expect-error NotFound has none
  fault('NotFound', { reason: 'why' })
  // @ts-expect-error no fault has this name
  fault('Notfound')
})
