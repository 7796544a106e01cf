import type { RequirementResult, SuiteResult, Verdict } from '../conformance/index.ts'

/** How text is coloured; each a function from text to text. */
export interface Palette {
  green: Paint
  red: Paint
  yellow: Paint
  dim: Paint
  bold: Paint
}

type Paint = (text: string) => string

const idWidth = 44

/** The table of verdicts, by theme, and what the run came to. */
export function consoleReport(result: SuiteResult, palette: Palette): string {
  const lines = [heading(result), '']
  const told = new Set<string>()
  let theme = ''
  for (const requirement of result.requirements) {
    const [, current = ''] = requirement.id.split('.')
    if (current !== theme) {
      theme = current
      lines.push(palette.bold(theme))
    }
    lines.push(...row(requirement, told, palette))
  }
  return [...lines, '', ...summary(result, palette)].join('\n')
}

function heading({ target, tool }: SuiteResult): string {
  const about = [target.product, target.release === undefined ? undefined : `release ${target.release}`].filter(Boolean)
  return `${tool.name} ${tool.version} against ${target.url}${about.length > 0 ? ` (${about.join(', ')})` : ''}`
}

function row(
  { id, level, verdict, finding, recorded }: RequirementResult,
  told: Set<string>,
  palette: Palette,
): string[] {
  const paint = paintOf(verdict, palette)
  const notes = [...(finding === undefined ? [] : [once(finding.message, told)]), ...(recorded ?? [])]
  return [
    `  ${paint(wordFor({ level, verdict }).padEnd(12))}${id.padEnd(idWidth)}${palette.dim(level)}`,
    ...notes.map((note) => `${' '.repeat(14)}${palette.dim(note)}`),
  ]
}

/** What is observed is recorded, not judged: to call it a pass would claim too much. */
function wordFor({ level, verdict }: Pick<RequirementResult, 'level' | 'verdict'>): string {
  return level === 'observed' && verdict === 'pass' ? 'recorded' : verdict
}

/** A sentence that stands above is not said again. */
function once(note: string, told: Set<string>): string {
  if (told.has(note)) return '(as above)'
  told.add(note)
  return note
}

function summary(result: SuiteResult, palette: Palette): string[] {
  const { sessions, run, requirements, verdict } = result
  const words = requirements.map(wordFor)
  const tally = [...new Set(words)].map((word) => `${words.filter((other) => other === word).length} ${word}`)
  const leftOut = requirements.filter(({ finding }) => finding?.code === 'foreign-sessions').length
  const paint = { conformant: palette.green, nonconformant: palette.red, inconclusive: palette.yellow }[verdict]
  return [
    `${counted(requirements.length, 'requirement')}: ${tally.join(', ')}`,
    ...(leftOut > 0
      ? [
          `${counted(leftOut, 'probe')} left out, because others are logged on; --exclusive declares the target to be this run's alone`,
        ]
      : []),
    ...sessionLines(sessions, palette),
    ...(isJudged(requirements)
      ? []
      : ['nothing was judged: what is only recorded, or could not be looked at, proves nothing']),
    `${palette.bold(paint(verdict))}${asFarAs(result)} ${palette.dim(`in ${(run.durationMs / 1000).toFixed(2)} s, seed ${run.seed}`)}`,
  ]
}

function sessionLines({ opened, closed, leaked, unclosable }: SuiteResult['sessions'], palette: Palette): string[] {
  const lines = [`sessions: ${opened} opened, ${closed} closed`]
  if (leaked > 0) {
    lines.push(
      palette.red(`${counted(leaked, 'session')} of this run could not be closed and may be left behind on the target`),
    )
  }
  if (unclosable > 0)
    lines.push(
      palette.red(`${counted(unclosable, 'login')} got no answer; the target may hold the session all the same`),
    )
  return lines
}

function paintOf(verdict: Verdict, palette: Palette): Paint {
  switch (verdict) {
    case 'pass':
      return palette.green
    case 'fail':
    case 'error':
      return palette.red
    case 'warn':
    case 'unsupported':
    case 'unreached':
    case 'deviated':
      return palette.yellow
  }
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}

function isJudged(requirements: readonly RequirementResult[]): boolean {
  return requirements.some(({ level, verdict }) => level !== 'observed' && ['pass', 'fail', 'warn'].includes(verdict))
}

/** That a target is conformant says nothing of what was left out. */
function asFarAs({ verdict, requirements }: SuiteResult): string {
  const musts = requirements.filter(({ level }) => level === 'must')
  const leftOut = musts.filter(({ verdict }) => verdict === 'unsupported').length
  return verdict === 'conformant' && leftOut > 0
    ? ` as far as it was judged: ${leftOut} of ${counted(musts.length, 'must')} left out,`
    : ''
}
