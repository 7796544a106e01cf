/** A long list of names, shortened to its beginning and its end. */
export function abridge(names: readonly string[]): string {
  if (names.length <= 8) return names.join(', ')
  return `${names.slice(0, 4).join(', ')}, …, ${names.slice(-2).join(', ')}`
}
