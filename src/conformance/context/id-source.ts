import { createHmac } from 'node:crypto'

/** A source of ids that follows from a seed and a name alone, so that a check draws the same whatever runs beside it. */
export function idSource(seed: number, name: string): () => string {
  let drawn = 0
  return () => {
    const digest = createHmac('sha256', String(seed)).update(`${name}/${drawn++}`).digest('hex')
    // In the form of a key; 112 random bits, so that no session has it.
    return `52${digest.slice(0, 6)}-${digest.slice(6, 10)}-${digest.slice(10, 14)}-${digest.slice(14, 18)}-${digest.slice(18, 30)}`
  }
}
