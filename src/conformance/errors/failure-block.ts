import { isUnmet, type RequirementResult, type Source, type SuiteResult } from '../types.ts'

/** A line of the block that explains a requirement which is not met: its name, and what it says. */
export type BlockLine = [
  name: 'Expected' | 'Seen' | 'Answer' | 'Where' | 'Request' | 'Declared' | 'Source' | 'Repeat',
  text: string,
]

/**
 * What explains a requirement that is not met, the same in every report: what was expected and what was seen, how the call was answered, where, the source, and the command that tests it again. Empty
 * for all others.
 */
export function failureBlock(
  requirement: RequirementResult,
  { target, run }: Pick<SuiteResult, 'target' | 'run'>,
): BlockLine[] {
  const { id, finding, deviation, source } = requirement
  if (finding === undefined || !(isUnmet(requirement) || requirement.verdict === 'deviated')) return []
  const { expected, seen, answer, where = [], message } = finding
  return [
    ...(expected === undefined ? [] : [['Expected', expected] satisfies BlockLine]),
    ['Seen', seen ?? message],
    ...(answer === undefined ? [] : [['Answer', answer] satisfies BlockLine]),
    ...(where.length === 0 ? [] : [['Where', where.join(': ')] satisfies BlockLine]),
    ...(deviation === undefined
      ? []
      : [
          [
            'Declared',
            `by ${deviation.owner} until ${deviation.expires}: ${deviation.reason} (${deviation.link})`,
          ] satisfies BlockLine,
        ]),
    ['Source', sourceLine(source)],
    ['Repeat', repeatCommand(id, target.url, run)],
  ]
}

/** A block in lines, with what they say below each other. */
export function alignedBlock(block: readonly BlockLine[]): string[] {
  return block.map(([name, text]) => `${`${name}:`.padEnd(10)}${text}`)
}

/** The command that tests a requirement again as the run did. The embedded mock has no address; nothing else than an address is put into a command that is copied into a shell. */
function repeatCommand(id: string, url: string, { seed, exclusive, release, limits = {} }: SuiteResult['run']): string {
  const target = url.endsWith('.invalid') ? 'mock' : /^https?:\/\/[\w.:[\]-]+$/.test(url) ? url : 'URL'
  const { maxLogins, maxSessions } = limits
  return [
    `vijson test --target ${target} --only ${id} --seed ${seed}`,
    ...(/^[\d.]+$/.test(release) ? [`--release ${release}`] : []),
    ...(maxLogins === undefined ? [] : [`--max-logins ${maxLogins}`]),
    ...(maxSessions === undefined ? [] : [`--max-sessions ${maxSessions}`]),
    ...(exclusive ? ['--exclusive'] : []),
  ].join(' ')
}

/** Where a requirement comes from, in one line. */
export function sourceLine(source: Source): string {
  return source.document === 'page'
    ? `the operation's page, ${source.section}, sentence ${source.ordinal}`
    : `convention: ${source.basis}`
}
