import { defaultTimeoutMs } from '../../client/transport.ts'

/** The defaults of RunOptions. By itself, so that the help of the command loads none of the suite. */
export const defaults = { concurrency: 16, timeoutMs: defaultTimeoutMs, closingMs: 3500, idleMs: 3000 }
