import type { RequirementResult, Source, SuiteResult } from '../conformance/index.ts'

// What several reports say in the same words.

/** The theme of a requirement: the second part of its id. */
export function themeOf({ id }: Pick<RequirementResult, 'id'>): string {
  return id.split('.')[1] ?? ''
}

/** What is observed is recorded, not judged: to call it a pass would claim too much. */
export function verdictWord({ level, verdict }: Pick<RequirementResult, 'level' | 'verdict'>): string {
  return level === 'observed' && verdict === 'pass' ? 'recorded' : verdict
}

/** The requirements by theme, in the order in which the themes come first. */
export function byTheme(requirements: readonly RequirementResult[]): Map<string, RequirementResult[]> {
  const themes = new Map<string, RequirementResult[]>()
  for (const requirement of requirements) {
    const theme = themeOf(requirement)
    themes.set(theme, [...(themes.get(theme) ?? []), requirement])
  }
  return themes
}

/** Where a requirement comes from, in one line. */
export function sourceLine(source: Source): string {
  return source.document === 'page'
    ? `the operation's page, ${source.section}, sentence ${source.ordinal}`
    : `convention: ${source.basis}`
}

/** What was judged: `https://vcenter.example (VMware vCenter Server 8.0.3, release 8.0.3.0)`. */
export function targetLine({ target }: Pick<SuiteResult, 'target'>): string {
  const about = [target.product, target.release === undefined ? undefined : `release ${target.release}`].filter(Boolean)
  const recorded = target.recordedAt === undefined ? '' : `, as recorded at ${target.recordedAt}`
  return `${target.url}${about.length > 0 ? ` (${about.join(', ')})` : ''}${recorded}`
}

/** Everything that is said of a requirement besides its verdict: finding, declaration, what was recorded. */
export function remarks({ finding, deviation, recorded }: RequirementResult): string[] {
  return [
    ...(finding === undefined ? [] : [finding.message]),
    ...(deviation === undefined
      ? []
      : [`declared by ${deviation.owner} until ${deviation.expires}: ${deviation.reason} (${deviation.link})`]),
    ...(recorded ?? []),
  ]
}

/** How many came to each word, as `35 pass, 4 recorded`, in the order in which they come first. */
export function tally(requirements: readonly RequirementResult[]): string {
  const words = requirements.map(verdictWord)
  return [...new Set(words)].map((word) => `${words.filter((other) => other === word).length} ${word}`).join(', ')
}

/** `1 session`, `2 sessions`. */
export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}

/** That declarations are no longer true, in words that follow a verdict; nothing where all are. */
export function staleNote({ stale }: Pick<SuiteResult, 'stale'>): string {
  const [verb, them] = stale.length === 1 ? ['is', 'deviation'] : ['are', 'deviations']
  return stale.length === 0 ? '' : `, but ${stale.length} declared ${them} ${verb} no longer true`
}

/** What a conclusion is about. */
interface Judged {
  verdict: SuiteResult['verdict']
  requirements: readonly Pick<RequirementResult, 'level' | 'verdict'>[]
}

/** That a target is conformant says nothing of what was left out: ` as far as it was judged: 5 of 23 musts left out`, or nothing. */
export function partialNote({ verdict, requirements }: Judged): string {
  const musts = requirements.filter(({ level }) => level === 'must')
  const leftOut = musts.filter((must) => must.verdict === 'unsupported').length
  return verdict === 'conformant' && leftOut > 0
    ? ` as far as it was judged: ${leftOut} of ${plural(musts.length, 'must')} left out`
    : ''
}
