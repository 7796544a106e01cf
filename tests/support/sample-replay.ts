import type { Target } from '../../src/conformance/types.ts'

type Replay = NonNullable<Target['replay']>

/** What answers in place of any network, which by default is nothing. */
export function sampleReplay(given: Partial<Replay> = {}): Replay {
  return {
    transport: () => Promise.reject(new Error('nothing is sent')),
    runId: 'recorded',
    recordedAt: '2026-01-01T00:00:00.000Z',
    wasInterrupted: false,
    hasClones: false,
    isPart: false,
    ...given,
  }
}
