import {
  type BlockLine,
  type CaseTrace,
  type Exchange,
  type Finding,
  type RequirementResult,
  type SuiteResult,
  sourceLine,
} from '../../conformance/index.ts'
import type { Labels } from '../exchange/labels.ts'
import { operationPage } from '../source.ts'
import { isDrawn, verdictWords } from '../wording.ts'
import { Exchanges } from './exchanges.tsx'
import { Picture } from './picture.tsx'
import { isWrongCase } from './picture-layout.ts'

/** One requirement: its verdict in a line and, unfolded, the evidence. */
export function Requirement(given: {
  result: RequirementResult
  exchanges: readonly Exchange[]
  /** The names of the run's sessions. */
  labels: Labels
  /** The lines that explain why it is not met; none where it is. */
  block: readonly BlockLine[]
  target: SuiteResult['target']
}) {
  const { result, exchanges, labels, block, target } = given
  const { id, level, verdict, statement, source, finding, recorded = [], durationMs } = result
  const isRemarkable = !['pass', 'recorded', 'unsupported', 'unreached'].includes(verdict)
  const eventful = result.traces.filter(({ events }) => events.some(({ kind }) => kind !== 'opened'))
  const traces = eventful.sort((one, other) => rankOf(one, finding) - rankOf(other, finding))
  return (
    <details class={`requirement ${verdict}`} id={id} data-verdict={verdict} data-level={level} open={isRemarkable}>
      <summary>
        {/* The blanks and the colon are for a page without its style. */}
        <strong class="verdict">{verdictWords[verdict]}</strong> <code>{id}</code> <span class="level">{level}</span>
        <span class="plain">: </span>
        <span class="statement">{statement}</span>
      </summary>
      <div class="body">
        {block.length === 0 ? null : (
          <dl class="finding">
            {block.map(([name, text]) => (
              <div>
                <dt>{name}</dt>
                <dd>
                  <Said name={name} text={text} requirement={result} />
                </dd>
              </div>
            ))}
          </dl>
        )}
        {finding === undefined || block.length > 0 ? null : (
          <p class="finding">
            <code>{finding.code}</code> {finding.message}
          </p>
        )}
        <Drawing lines={recorded.filter(isDrawn)} />
        {recorded
          .filter((note) => !isDrawn(note))
          .map((note) => (
            <p>{note}</p>
          ))}
        {block.length > 0 ? null : (
          <p class="source">
            <SourceOf source={source} />
          </p>
        )}
        <p class="source">
          tested in {Math.round(durationMs)} ms; <a href={`#${id}`}>link to this requirement</a>
        </p>
        {traces.length === 0 ? null : (
          <div class="pictures">
            {traces.map((trace) => (
              <Picture trace={trace} />
            ))}
          </div>
        )}
        <Exchanges exchanges={exchanges} labels={labels} url={target.url} isWhole={isRemarkable} />
      </div>
    </details>
  )
}

/** The case that the finding is about comes first, and is the one that is printed; then those in which something else is wrong. */
function rankOf(trace: CaseTrace, finding: Finding | undefined): number {
  if (trace.name !== '' && finding?.where?.includes(trace.name) === true) return 0
  return isWrongCase(trace) ? 1 : 2
}

/** Where it is wider than the page, it scrolls, which has to be possible by the keyboard, too. */
function Drawing({ lines }: { lines: readonly string[] }) {
  return lines.length === 0 ? null : (
    <pre class="drawing" tabindex={0}>
      {lines.join('\n')}
    </pre>
  )
}

/** What a line of a block says, with what is an address as a link. */
function Said({ name, text, requirement }: { name: BlockLine[0]; text: string; requirement: RequirementResult }) {
  const { source, deviation } = requirement
  switch (name) {
    case 'Source':
      return <SourceOf source={source} />
    case 'Declared':
      return deviation === undefined ? text : <Declared {...deviation} />
    case 'Request':
    case 'Repeat':
      return <code>{text}</code>
    default:
      return text
  }
}

function SourceOf({ source }: Pick<RequirementResult, 'source'>) {
  return source.document === 'page' ? (
    <a href={operationPage} rel="noreferrer">
      {sourceLine(source)}
    </a>
  ) : (
    sourceLine(source)
  )
}

function Declared({ owner, expires, reason, link }: NonNullable<RequirementResult['deviation']>) {
  return (
    <>
      by {owner} until {expires}: {reason} (
      <a href={link} rel="noreferrer">
        {link}
      </a>
      )
    </>
  )
}
