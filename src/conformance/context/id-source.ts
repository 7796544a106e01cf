import { createHmac } from 'node:crypto'

/** How many hexadecimal digits of a digest an id takes. */
const digits = 30

/**
 * A source of ids that depends on a seed and a name alone, so that a check invents the same ids whatever runs beside it. No id tells anything of another: a session of others
 * whose key is like one of them is like no other.
 */
export function idSource(seed: number, name: string): () => string {
  let drawn = 0
  let left = ''
  return () => {
    // Four ids to a digest: a run invents thousands.
    if (left.length < digits) left = createHmac('sha512', String(seed)).update(`${name}/${drawn++}`).digest('hex')
    const digest = left.slice(0, digits)
    left = left.slice(digits)
    // In the form of a real key (govmomi's recording: 527025b6-f0f4-144e-0d36-a7aaf2eb21da); 120 random bits, so that no session has it.
    return `52${digest.slice(0, 6)}-${digest.slice(6, 10)}-${digest.slice(10, 14)}-${digest.slice(14, 18)}-${digest.slice(18)}`
  }
}
