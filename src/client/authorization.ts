/** A text that a header can carry as the value of Authorization. */
export const authorizationForm = /^[!-~]+( [!-~]+)*$/

/** An Authorization header, and the texts in it that may be a token: a server may repeat one of them. */
export function secretsIn(header: string): string[] {
  return [header, ...header.split(/[\s",=]+/).filter((text) => text.length > shortest)]
}

/** Of a token. Shorter ones are names: `Bearer`. */
const shortest = 8
