import type { SuiteResult } from '../conformance/index.ts'
import { withoutCommands } from './commands.ts'
import { printableResult } from './printable.ts'

/** Workflow commands for GitHub Actions, one per line: an annotation for each unmet or untested requirement and each stale deviation. */
export function githubAnnotations(result: SuiteResult): string[] {
  const { requirements, stale, problem, run } = printableResult(result, withoutCommands)
  if (problem !== undefined) return [command('error', 'vijson', problem.message)]
  return [
    ...requirements.flatMap(({ id, verdict, finding }) => {
      const message = finding?.message ?? verdict
      if (verdict === 'fail' || verdict === 'error' || verdict === 'unreached') return [command('error', id, message)]
      return verdict === 'warn' ? [command(run.strict ? 'error' : 'warning', id, message)] : []
    }),
    ...stale.map(({ place, message }) => command('error', 'stale deviation', `${place}: ${message}`)),
  ]
}

/** A command in one line: its texts are printable, and escaped, so that what a target sends becomes no property. */
function command(kind: 'error' | 'warning', title: string, message: string): string {
  return `::${kind} title=${escaped(title).replaceAll(',', '%2C').replaceAll(':', '%3A')}::${escaped(message)}`
}

function escaped(text: string): string {
  return text.replaceAll('%', '%25')
}
