import { createHmac } from 'node:crypto'

/** A source of ids that depends on a seed and a name alone, so that a check invents the same ids whatever runs beside it. */
export function idSource(seed: number, name: string): () => string {
  let drawn = 0
  return () => {
    const digest = createHmac('sha256', String(seed)).update(`${name}/${drawn++}`).digest('hex')
    // In the form of a real key (govmomi's recording: 527025b6-f0f4-144e-0d36-a7aaf2eb21da); 112 random bits, so that no session has it.
    return `52${digest.slice(0, 6)}-${digest.slice(6, 10)}-${digest.slice(10, 14)}-${digest.slice(14, 18)}-${digest.slice(18, 30)}`
  }
}
