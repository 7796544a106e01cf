/** The releases of VI JSON, newest first. */
const releases = ['9.1.1.0', '9.1.0.0', '9.0.0.0', '8.0.3.1', '8.0.3.0', '8.0.2.0', '8.0.1.0']

/** Whether a server of one release accepts a path of another: its own and every older one. */
export function isAccepted(asked: string, served: string): boolean {
  const index = releases.indexOf(asked)
  return index !== -1 && index >= releases.indexOf(served)
}

/** What hello answers to a list of releases: the first that the server accepts, or the empty string; `undefined` for a list it refuses. */
export function greet(asked: unknown, served: string): string | undefined {
  const isList = Array.isArray(asked) && asked.length > 0 && asked.length <= 128
  if (!isList || !asked.every((release) => typeof release === 'string' && release.length <= 64)) return undefined
  return asked.find((release) => isAccepted(release, served)) ?? ''
}
