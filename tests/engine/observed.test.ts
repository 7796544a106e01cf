import { describe, expect, test } from 'vitest'
import { runSuite, type SuiteResult } from '../../src/conformance/index.ts'
import { mockTarget } from '../support/mock-target.ts'

const notesOf = ({ requirements }: SuiteResult) =>
  Object.fromEntries(requirements.flatMap(({ id, recorded }) => (recorded === undefined ? [] : [[id, recorded]])))

describe('the notes of a run', () => {
  test('a run records what it observes of the mock and does not judge', async () => {
    expect(notesOf(await runSuite(mockTarget()))).toEqual({
      'terminate.request.unknown-property': ['an unknown property, answer: 204; the listed session is dead'],
      'terminate.request.no-content-type': [
        'without a Content-Type, answer: 204; the listed session is dead',
        'as text/plain, answer: 204; the listed session is dead',
      ],
      'terminate.request.double-member': ['answer: 204; of the two lists, the first session is alive, the second dead'],
      'terminate.empty-list.no-effect': ['answer: 204'],
      'terminate.path.unknown-release': ['answer: 500 with the fault InvalidRequest; the listed session is alive'],
      'terminate.path.unknown-moid': ['answers: 500 with the fault ManagedObjectNotFound'],
      'terminate.path.type-and-method': [
        'answers: 500 with the fault ManagedObjectNotFound, 500 with the fault MethodNotFound',
      ],
    })
  })

  test('a run records what it did not test without a second account', async () => {
    const { limited: _, ...target } = mockTarget()
    const result = await runSuite(target)
    expect(notesOf(result)['terminate.success.bystanders-untouched']).toEqual([
      'without a second account, sessions of other users were not tested',
    ])
    const notPassed = result.requirements.filter(({ verdict }) => !['pass', 'recorded'].includes(verdict))
    const finding = {
      code: 'second-principal',
      message: 'the run has no second account (an account without Sessions.TerminateSession)',
    }
    expect(notPassed.map(({ id, verdict, finding }) => [id, verdict, finding])).toEqual([
      ['terminate.privilege.required', 'unsupported', finding],
      ['terminate.privilege.fault', 'unsupported', finding],
    ])
  })

  test('a run records the Content-Type of a 204', async () => {
    const target = mockTarget({
      around: (fetch) => async (request) => {
        const response = await fetch(request)
        if (response.status === 204) response.headers.set('content-type', 'text/plain; charset=utf-8')
        return response
      },
    })
    expect(notesOf(await runSuite(target, { only: ['terminate.success.no-content'] }))).toEqual({
      'terminate.success.no-content': ['the 204 has a Content-Type: text/plain'],
    })
  })

  test('an empty sessionList for the second account says nothing of its privilege', async () => {
    const target = mockTarget({
      around: (fetch) => async (request) => {
        const response = await fetch(request)
        return request.url.endsWith('/sessionList') && response.status === 500 ? Response.json([]) : response
      },
    })
    const { requirements } = await runSuite(target, { only: ['terminate.privilege.required'] })
    expect(requirements).toMatchObject([{ verdict: 'pass' }])
  })
})
