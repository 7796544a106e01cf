import type { RequirementResult, SuiteResult, Verdict } from '../conformance/index.ts'

// Phrases that several reports share.

/** The theme of a requirement: the second part of its id. */
export function themeOf({ id }: Pick<RequirementResult, 'id'>): string {
  return id.split('.')[1] ?? ''
}

/** The requirements by theme, in the order of the first requirement of each. */
export function byTheme(requirements: readonly RequirementResult[]): Map<string, RequirementResult[]> {
  const themes = new Map<string, RequirementResult[]>()
  for (const requirement of requirements) {
    const theme = themeOf(requirement)
    themes.set(theme, [...(themes.get(theme) ?? []), requirement])
  }
  return themes
}

/** The target in one line: `https://vcenter.example (VMware vCenter Server 8.0.3, release 8.0.3.0)`. */
export function targetLine({ target }: Pick<SuiteResult, 'target'>): string {
  const about = [target.product, target.release === undefined ? undefined : `release ${target.release}`].filter(Boolean)
  const recorded = target.recordedAt === undefined ? '' : `, recorded at ${target.recordedAt}`
  return `${addressed(target)}${about.length > 0 ? ` (${about.join(', ')})` : ''}${recorded}`
}

/** `appliance at http://127.0.0.1:8080`, or the address alone. */
function addressed({ name, url }: SuiteResult['target']): string {
  return name === undefined ? url : `${name} at ${url}`
}

/** The remarks on a requirement besides its verdict: finding, declared deviation, observations. */
export function remarks({ finding, deviation, recorded }: RequirementResult): string[] {
  return [
    ...(finding === undefined ? [] : [finding.message]),
    ...(deviation === undefined
      ? []
      : [`declared by ${deviation.owner} until ${deviation.expires}: ${deviation.reason} (${deviation.link})`]),
    ...(recorded ?? []),
  ]
}

/** Whether an observation is a line of a drawing: of a history as lanes, whose blanks have to be kept, in letters of one width. */
export function isDrawn(note: string): boolean {
  return note.includes('├')
}

/** The verdicts as a reader sees them. */
export const verdictWords: Record<Verdict, string> = {
  pass: 'pass',
  fail: 'fail',
  warn: 'warning',
  unsupported: 'skipped',
  unreached: 'not decided',
  recorded: 'info',
  deviated: 'deviation',
  error: 'error',
}

/** Whether a requirement was left out to protect others, which a reader has to know: it might fail. */
export function isSkippedForSafety({ verdict, finding }: Pick<RequirementResult, 'verdict' | 'finding'>): boolean {
  return verdict === 'unsupported' && finding?.code === 'foreign-sessions'
}

/** How many requirements have each verdict, what is not met first: `1 fail, 2 warnings, 52 pass`. */
export function tally(requirements: readonly Pick<RequirementResult, 'verdict'>[]): string {
  const order: Verdict[] = ['fail', 'error', 'warn', 'unreached', 'deviated', 'unsupported', 'pass', 'recorded']
  return order
    .flatMap((verdict) => {
      const count = requirements.filter((one) => one.verdict === verdict).length
      const words = verdictWords[verdict]
      return count === 0
        ? []
        : ['warn', 'deviated', 'error'].includes(verdict)
          ? plural(count, words)
          : `${count} ${words}`
    })
    .join(', ')
}

/** `1 session`, `2 sessions`. */
export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}
