import { describe, expect, test } from 'vitest'
import { runOneCheck } from './one-check.ts'

describe('the traces of a check', () => {
  test('each case has a trace with the answers to its calls', async () => {
    const { traces } = (await runOneCheck('not-found.ended-session')) ?? { traces: [] }
    expect(traces.map(({ name }) => name)).toEqual(['', 'a terminated session', 'a logged-out session'])
    const answers = traces.map(({ events }) =>
      events.flatMap((event) => (event.kind === 'called' ? [event.answer] : [])),
    )
    const notFound = { status: 500, fault: 'NotFound' }
    expect(answers).toEqual([[], [{ status: 204 }, notFound], [notFound]])
  })

  test('each step stands before its call', async () => {
    const { traces } = (await runOneCheck('privilege.fault')) ?? { traces: [] }
    const events = traces.flatMap(({ events }) => events)
    const shown = events.flatMap((event): object[] => {
      if (event.kind === 'step') return [{ step: event.name }]
      return event.kind === 'called' ? [{ answer: event.answer }] : []
    })
    const noPermission = { answer: { status: 500, fault: 'NoPermission' } }
    expect(shown).toEqual([
      { step: 'a session, in its first call' },
      noPermission,
      { step: 'an unknown id' },
      noPermission,
      { step: 'many unknown ids' },
      noPermission,
    ])
  })
})
