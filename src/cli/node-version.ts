/** The lowest version that the package supports, as in its package.json. */
const lowest = [20, 19]

/** That a version of Node is too old, in a sentence; undefined where it is not. Written so that every version since 12 reads it. */
export function nodeTooOld(version: string): string | undefined {
  const parts = version.split('.').map(Number)
  const isOld = Number(parts[0]) < Number(lowest[0]) || (parts[0] === lowest[0] && Number(parts[1]) < Number(lowest[1]))
  return isOld ? `vijson needs Node ${lowest.join('.')} or later; this is Node ${version}` : undefined
}
