/** Whether a server of the release `served` accepts the release `asked` in a path: its own and every older one. */
export function isAccepted(asked: string, served: string): boolean {
  const [ours, theirs] = [numbersOf(served), numbersOf(asked)]
  if (theirs.length !== 4 || theirs.some(Number.isNaN)) return false
  const place = theirs.findIndex((number, index) => number !== ours[index])
  return place === -1 || (theirs[place] ?? 0) < (ours[place] ?? 0)
}

function numbersOf(release: string): number[] {
  return release.split('.').map(Number)
}

/** The answer of hello to a list of releases: the first that the server accepts, or the empty string; undefined for a list that it refuses. */
export function greet(asked: unknown, served: string): string | undefined {
  const isList = Array.isArray(asked) && asked.length > 0 && asked.length <= 128
  if (!isList || !asked.every((release) => typeof release === 'string' && release.length <= 64)) return undefined
  return asked.find((release) => isAccepted(release, served)) ?? ''
}
