/** The folder for the records of runs, where the platform keeps the state of programs. @throws Error where there is no home folder. */
export async function stateFolder(): Promise<string> {
  // Imported when it is needed: it looks for the home folder at once, and a container may have none.
  const { default: envPaths } = await import('env-paths')
  const paths = envPaths('vijson', { suffix: '' })
  // Only Linux has a folder for state, which this package calls that of logs.
  return process.platform === 'linux' ? paths.log : paths.data
}
