import type { Fetch } from '../../client/transport.ts'

/** One request of the run and what came back. */
export interface Exchange {
  /** Its place in the run. */
  index: number
  /** The requirement it was made for; none where it was made for the run as a whole. */
  requirement: string | undefined
  method: string
  /** The path, without the host. */
  path: string
  /** None where no answer came. */
  status: number | undefined
  durationMs: number
}

/** Keeps account of every exchange of a run. */
export interface Recorder {
  readonly exchanges: readonly Exchange[]
  /** A fetch whose exchanges are put down to a requirement. `onAnswer` sees each answer before its caller does; it reads a clone. */
  recording(
    fetch: Fetch,
    requirement: string | undefined,
    onAnswer?: (request: Request, response: Response) => void,
  ): Fetch
}

export function createRecorder(now: () => number): Recorder {
  const exchanges: Exchange[] = []
  return {
    exchanges,
    recording: (fetch, requirement, onAnswer) => async (request) => {
      const startedAt = now()
      const { pathname } = new URL(request.url)
      const exchange: Exchange = {
        index: exchanges.length,
        requirement,
        method: request.method,
        path: pathname,
        status: undefined,
        durationMs: 0,
      }
      exchanges.push(exchange)
      try {
        const response = await fetch(request)
        exchange.status = response.status
        onAnswer?.(request, response)
        return response
      } finally {
        exchange.durationMs = now() - startedAt
      }
    },
  }
}
