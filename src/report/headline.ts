import {
  type FindingCode,
  requirements as ledger,
  type RequirementResult,
  type SuiteResult,
} from '../conformance/index.ts'
import { plural, targetLine } from './wording.ts'

/** What came of a run, the same in every report. */
export interface Headline {
  /** `conformant, 52 of 60 requirements tested; 8 skipped (6 others logged on, 2 no second account)`. */
  text: string
  /** `good` only where everything was tested, and nothing had to be declared. */
  tone: 'good' | 'caution' | 'bad'
}

/** The part of a result that a headline is made from. */
type Told = Pick<SuiteResult, 'verdict' | 'manifest' | 'stale' | 'run'> & {
  requirements: readonly Pick<RequirementResult, 'verdict' | 'finding'>[]
}

/** Why a requirement was not tested, in three words. */
const reasons: Partial<Record<FindingCode, string>> = {
  'foreign-sessions': 'others logged on',
  'second-principal': 'no second account',
  'not-applicable': 'not applicable here',
  prerequisite: 'prerequisite not met',
  unanswered: 'no answer',
  interrupted: 'interrupted',
  'other-cause': 'sessions ended otherwise',
  limit: 'limit of the run',
}

/**
 * What came of a run: the verdict, how many requirements were tested of how many, what was left out and why, and the deviations that were declared. Where requirements were
 * selected, there is no verdict on the target, and it says what came of those.
 */
export function headlineOf(result: Told): Headline {
  const { verdict, manifest, requirements, stale, run } = result
  const total = Math.max(ledger.length, manifest.length)
  const tested = requirements.filter(isTested).length
  const deviations = requirements.filter(({ verdict }) => verdict === 'deviated').length
  const notSelected = total - manifest.length
  const of = `${tested} of ${plural(total, 'requirement')} tested`
  const text = [
    notSelected > 0 ? `${of}: ${selectedWords[verdict]}` : `${verdict}, ${of}`,
    ...(run.interrupted ? ['interrupted'] : []),
    ...leftOut(
      'skipped',
      requirements.filter(({ verdict }) => verdict === 'unsupported'),
    ),
    ...leftOut(
      'not decided',
      requirements.filter(({ verdict }) => verdict === 'unreached'),
    ),
    ...(notSelected > 0 ? [`${notSelected} not selected`] : []),
    ...(deviations > 0 ? [`with ${plural(deviations, 'declared deviation')}`] : []),
    ...(stale.length > 0 ? [`${plural(stale.length, 'declared deviation')} stale`] : []),
  ].join('; ')
  const isWhole = tested === total && deviations === 0 && stale.length === 0
  return { text, tone: verdict === 'nonconformant' ? 'bad' : verdict === 'conformant' && isWhole ? 'good' : 'caution' }
}

/** The target and the headline in one line, which is the last one of what a run says. */
export function lastLineOf(result: Told & Pick<SuiteResult, 'target'>): string {
  return `${targetLine(result)}: ${headlineOf(result).text}`
}

/** There is no verdict on a target of which a part was asked for. */
const selectedWords = { conformant: 'passed', nonconformant: 'failed', inconclusive: 'not decided' } as const

/** How many requirements were tested, of how many that were selected: `52 of 60`. */
export function testedOf({ requirements, manifest }: Pick<Told, 'requirements' | 'manifest'>): string {
  return `${requirements.filter(isTested).length} of ${manifest.length}`
}

/** Whether a requirement was tested, whatever came of it. */
export function isTested({ verdict }: Pick<RequirementResult, 'verdict'>): boolean {
  return !['unsupported', 'unreached', 'error'].includes(verdict)
}

/** `8 skipped (6 others logged on, 2 no second account)`; empty where none was. */
function leftOut(word: string, which: readonly Pick<RequirementResult, 'finding'>[]): string[] {
  if (which.length === 0) return []
  const why = which.map(({ finding }) => (finding && reasons[finding.code]) ?? 'other reasons')
  const counted = [...new Set(why)].map((reason) => `${why.filter((other) => other === reason).length} ${reason}`)
  return [`${which.length} ${word} (${counted.join(', ')})`]
}
