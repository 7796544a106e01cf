import { requirements as ledger, type RequirementResult, type SuiteResult, type Verdict } from '../conformance/index.ts'
import { reasonOf } from './reasons.ts'
import { plural, targetLine } from './wording.ts'

/** What came of a run, the same in every report. */
export interface Headline {
  /** `conformant with 1 warning, 52 of 60 requirements tested; 8 skipped: others are logged on (6), there is no second account (2)`. */
  text: string
  /** `good` only where everything was tested, without a warning, and nothing had to be declared. */
  tone: 'good' | 'caution' | 'bad'
}

/** The part of a result that a headline is made from. */
type Told = Pick<SuiteResult, 'verdict' | 'manifest' | 'stale' | 'run'> &
  Partial<Pick<SuiteResult, 'problem' | 'target'>> & {
    requirements: readonly Pick<RequirementResult, 'level' | 'verdict' | 'finding'>[]
  }

/**
 * What came of a run: the verdict, how many requirements were tested of how many, whether a `must` was not, what was left out and why, and the deviations
 * that were declared. Where requirements were selected, there is no verdict on the target, and it says what came of those.
 */
export function headlineOf(result: Told): Headline {
  const { verdict, manifest, requirements, stale, run } = result
  const having = (wanted: Verdict) => requirements.filter((one) => one.verdict === wanted)
  const [undecided, warnings, deviations] = [having('unreached'), having('warn').length, having('deviated').length]
  const notSelected = totalOf(result) - manifest.length
  const isToldWhy = undecided.some(({ finding }) => finding?.code === 'interrupted')
  const text = [
    outcomeLine(result),
    ...untestedMusts(result),
    ...(run.interrupted && !isToldWhy ? ['the run was interrupted'] : []),
    ...leftOut('skipped', having('unsupported'), result),
    ...leftOut('not decided', undecided, result),
    ...(notSelected > 0 ? [`${notSelected} not selected`] : []),
    ...(deviations > 0 ? [`with ${plural(deviations, 'declared deviation')}`] : []),
    ...(stale.length > 0 ? [`${plural(stale.length, 'declared deviation')} stale`] : []),
  ].join('; ')
  const isWhole = requirements.filter(isTested).length === totalOf(result)
  const isClean = isWhole && warnings === 0 && deviations === 0 && stale.length === 0
  return { text, tone: verdict === 'nonconformant' ? 'bad' : verdict === 'conformant' && isClean ? 'good' : 'caution' }
}

/**
 * The outcome without the reasons: `conformant with 1 warning, 60 of 60 requirements tested`; of selected requirements, `8 of 60 requirements tested: passed`.
 *
 * @param noun left out where there is little room.
 */
export function outcomeLine(result: Omit<Told, 'stale' | 'run'>, noun = 'requirements '): string {
  const { verdict, requirements } = result
  const warnings = requirements.filter((one) => one.verdict === 'warn').length
  const withWarnings = warnings > 0 && verdict !== 'nonconformant' ? ` with ${plural(warnings, 'warning')}` : ''
  const tested = `${requirements.filter(isTested).length} of ${totalOf(result)} ${noun}tested`
  return isPart(result) ? `${tested}: ${selectedWord(result)}${withWarnings}` : `${verdict}${withWarnings}, ${tested}`
}

/** Says of a conformant target that this was not all that it has to prove, whatever kept a `must` from being tested. */
function untestedMusts(result: Told): string[] {
  const untested = result.requirements.filter((one) => one.level === 'must' && !isTested(one)).length
  if (result.verdict !== 'conformant' || isPart(result) || untested === 0) return []
  return [
    `no full verdict: ${plural(untested, 'requirement')} of the level must ${untested === 1 ? 'was' : 'were'} not tested`,
  ]
}

/** Whether requirements were selected: then there is no verdict on the target. */
function isPart(result: Pick<Told, 'manifest'>): boolean {
  return result.manifest.length < ledger.length
}

function totalOf({ manifest }: Pick<Told, 'manifest'>): number {
  return Math.max(ledger.length, manifest.length)
}

/** The target and the headline in one line, which is the last one of what a run says. */
export function lastLineOf(result: Told & Pick<SuiteResult, 'target'>): string {
  return `${targetLine(result)}: ${headlineOf(result).text}`
}

/** There is no verdict on a target of which a part was asked for. */
const selectedWords = { conformant: 'passed', nonconformant: 'failed', inconclusive: 'not decided' } as const

function selectedWord({ verdict, requirements }: Pick<Told, 'verdict' | 'requirements'>): string {
  const isRecorded = verdict === 'conformant' && requirements.every(({ level }) => level === 'observed')
  if (isRecorded) return 'recorded'
  const having = (wanted: Verdict) => requirements.some((one) => one.verdict === wanted)
  return verdict === 'conformant' && having('deviated') && !having('pass') ? 'as declared' : selectedWords[verdict]
}

/** Whether a requirement was tested, whatever came of it. */
export function isTested({ verdict }: Pick<RequirementResult, 'verdict'>): boolean {
  return !['unsupported', 'unreached', 'error'].includes(verdict)
}

/** `8 skipped: others are logged on (6), there is no second account (2)`; empty where none was. */
function leftOut(
  word: string,
  which: readonly Pick<RequirementResult, 'finding' | 'verdict'>[],
  result: Told,
): string[] {
  if (which.length === 0) return []
  const why = which.map((one) => reasonOf(one, result))
  const different = [...new Set(why)]
  const count = (reason: string) => why.filter((other) => other === reason).length
  const counted = different.map((reason) => (different.length === 1 ? reason : `${reason} (${count(reason)})`))
  return [`${which.length} ${word}: ${counted.join(', ')}`]
}
