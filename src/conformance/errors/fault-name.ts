const maxShown = 64

/**
 * The name of a fault; in quotes where it is not well-formed, because a server may put any text there. One that is longer is not cut: half a secret that it repeats could not
 * be told from other words, and would not be masked.
 */
export function faultName({ _typeName: name }: { _typeName: string }): string {
  if (name === '') return '(an empty fault name)'
  if (name.length > maxShown) return `(a fault name of ${name.length} characters)`
  return /^\w+$/.test(name) ? name : `"${name}"`
}
