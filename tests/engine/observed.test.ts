import { expect, test } from 'vitest'
import { runSuite } from '../../src/conformance/index.ts'
import { createVCenter } from '../../src/mock/index.ts'
import { mockTarget } from '../support/mock-target.ts'
import { principals } from '../support/principals.ts'

const notesOf = ({ requirements }: Awaited<ReturnType<typeof runSuite>>) =>
  Object.fromEntries(requirements.flatMap(({ id, recorded }) => (recorded === undefined ? [] : [[id, recorded]])))

test('what is seen of a sound server, and is not judged', async () => {
  expect(notesOf(await runSuite(mockTarget()))).toEqual({
    'terminate.request.unknown-property': ['the answer is 204; the listed session is dead'],
    'terminate.request.no-content-type': ['the answer is 204; the listed session is dead'],
    'terminate.empty-list.no-effect': ['the answer is 204'],
    'terminate.path.unknown-release': ['the answer is 500 with the fault InvalidRequest; the listed session is alive'],
    'terminate.concurrent.same-id': [
      'the answer is 204; the answer is 500 with the fault NotFound; the listed session is dead',
    ],
  })
})

test('what a run without a second principal leaves out', async () => {
  const { controller, url, fetch } = mockTarget()
  const result = await runSuite({ controller, url, ...(fetch === undefined ? {} : { fetch }) })
  expect(notesOf(result)['terminate.success.bystanders-untouched']).toEqual([
    'without a second principal, sessions of other users were not looked at',
  ])
  expect(
    result.requirements.filter(({ verdict }) => verdict !== 'pass').map(({ id, finding }) => [id, finding]),
  ).toEqual(
    ['terminate.privilege.required', 'terminate.privilege.fault'].map((id) => [
      id,
      {
        code: 'second-principal',
        message: 'the run has no second principal, one without Sessions.TerminateSession',
      },
    ]),
  )
})

test('what is left out beside others', async () => {
  const vcenter = createVCenter()
  const { userName, password } = principals.controller
  vcenter.login(userName, password, { ipAddress: '', userAgent: '' })
  expect(notesOf(await runSuite(mockTarget({ vcenter }), { only: ['terminate.identity.exact'] }))).toEqual({
    'terminate.identity.exact': ['parts of a key were not tried, because others are logged on'],
  })
})

test('a 204 that names a media type', async () => {
  const target = mockTarget({
    around: (fetch) => async (request) => {
      const response = await fetch(request)
      if (response.status === 204) response.headers.set('content-type', 'text/plain; charset=utf-8')
      return response
    },
  })
  expect(notesOf(await runSuite(target, { only: ['terminate.success.no-content'] }))).toEqual({
    'terminate.success.no-content': ['the 204 carries a Content-Type, text/plain'],
  })
})

test('a second principal that can read sessionList after all', async () => {
  const target = mockTarget({
    around: (fetch) => async (request) => {
      const response = await fetch(request)
      return request.url.endsWith('/sessionList') && response.status === 500 ? Response.json([]) : response
    },
  })
  const result = await runSuite(target, { only: ['terminate.privilege.required'] })
  expect(notesOf(result)).toEqual({
    'terminate.privilege.required': [
      'the second principal can read sessionList, which needs the same privilege: does it lack it?',
    ],
  })
})
