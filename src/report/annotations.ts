import type { SuiteResult } from '../conformance/index.ts'

/** What GitHub Actions shows beside a job: one workflow command a line for each requirement that is not met, and each stale deviation. */
export function githubAnnotations({ requirements, stale, problem, run }: SuiteResult): string[] {
  if (problem !== undefined) return [command('error', 'vijson', problem.message)]
  return [
    ...requirements.flatMap(({ id, verdict, finding }) => {
      const message = finding?.message ?? verdict
      if (verdict === 'fail' || verdict === 'error' || verdict === 'unreached') return [command('error', id, message)]
      return verdict === 'warn' ? [command(run.strict ? 'error' : 'warning', id, message)] : []
    }),
    ...stale.map(({ place, message }) =>
      command('error', 'a deviation that is no longer true', `${place}: ${message}`),
    ),
  ]
}

/** In the escapes of workflow commands: what a target sends must not become a command of its own. */
function command(kind: 'error' | 'warning', title: string, message: string): string {
  return `::${kind} title=${escaped(title).replaceAll(',', '%2C').replaceAll(':', '%3A')}::${escaped(message)}`
}

function escaped(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}
