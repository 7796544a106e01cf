/** The columns of the terminal; undefined where there is none, or where it does not know: some say that they have 0. */
export function columns(): number | undefined {
  return process.stdout.columns || undefined
}
