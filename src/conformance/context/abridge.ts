/** A long list of names, shortened to its beginning, its end, and where each of some stands first: what a finding is about must not be left out. */
export function abridge(names: readonly string[], kept: readonly string[] = []): string {
  if (names.length <= 8) return names.join(', ')
  const ends = [0, 1, 2, 3, names.length - 2, names.length - 1]
  const places = [...new Set([...ends, ...kept.map((name) => names.indexOf(name))])]
    .filter((place) => place >= 0)
    .sort((one, other) => one - other)
  return places
    .flatMap((place, at) => (place - (places[at - 1] ?? -1) > 1 ? ['…', names[place]] : [names[place]]))
    .join(', ')
}
