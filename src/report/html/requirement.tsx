import {
  type Exchange,
  failureBlock,
  type RequirementResult,
  type SuiteResult,
  sourceLine,
  statusOf,
} from '../../conformance/index.ts'
import { printable } from '../../conformance/redaction/printable.ts'
import { printableLines } from '../printable.ts'
import { plural, verdictWords } from '../wording.ts'
import { Picture } from './picture.tsx'
import { isWrongCase } from './picture-layout.ts'

/** One requirement: its verdict in a line and, unfolded, the evidence. */
export function Requirement(given: {
  result: RequirementResult
  exchanges: readonly Exchange[]
  run: Pick<SuiteResult, 'target' | 'run'>
}) {
  const { result, exchanges, run } = given
  const { id, level, verdict, statement, source, finding, deviation, recorded, durationMs } = result
  const block = failureBlock(result, run).filter(([name]) => name !== 'Source' && name !== 'Declared')
  const isRemarkable = !['pass', 'recorded', 'unsupported', 'unreached'].includes(verdict)
  const eventful = result.traces.filter(({ events }) => events.some(({ kind }) => kind !== 'opened'))
  const traces = [...eventful.filter(isWrongCase), ...eventful.filter((trace) => !isWrongCase(trace))]
  return (
    <details class={`requirement ${verdict}`} id={id} data-verdict={verdict} data-level={level} open={isRemarkable}>
      <summary>
        <span class="verdict">{verdictWords[verdict]}</span>
        <code>{id}</code>
        <span class="level">{level}</span>
        <span class="statement">{statement}</span>
      </summary>
      <div class="body">
        {block.length === 0 ? null : (
          <dl class="finding">
            {block.map(([name, text]) => (
              <div>
                <dt>{name}</dt>
                <dd>{name === 'Repeat' ? <code>{text}</code> : text}</dd>
              </div>
            ))}
          </dl>
        )}
        {finding === undefined || block.length > 0 ? null : (
          <p class="finding">
            <code>{finding.code}</code> {finding.message}
          </p>
        )}
        {deviation === undefined ? null : (
          <p>
            Declared by {deviation.owner} until {deviation.expires}: {deviation.reason} (
            <a href={deviation.link} rel="noreferrer">
              {deviation.link}
            </a>
            )
          </p>
        )}
        {(recorded ?? []).map((note) => (
          <p>{note}</p>
        ))}
        <p class="source">
          {sourceLine(source)}; tested in {Math.round(durationMs)} ms; <a href={`#${id}`}>link to this requirement</a>
        </p>
        {traces.length === 0 ? null : (
          <div class="pictures">
            {traces.map((trace) => (
              <Picture trace={trace} />
            ))}
          </div>
        )}
        <Exchanges exchanges={exchanges} withBodies={isRemarkable} />
      </div>
    </details>
  )
}

/** How many exchanges of a requirement are shown, and how much of a body. */
const maxShown = { exchanges: 120, characters: 600 }

function Exchanges({ exchanges, withBodies }: { exchanges: readonly Exchange[]; withBodies: boolean }) {
  if (exchanges.length === 0) return null
  const shown = exchanges.slice(0, maxShown.exchanges)
  return (
    <details class="exchanges">
      <summary>{plural(exchanges.length, 'exchange')}</summary>
      <table>
        <tr>
          <th>no.</th>
          <th>request</th>
          <th>answer</th>
          <th>ms</th>
        </tr>
        {shown.map((exchange) => (
          <tr>
            <td class="number">{exchange.index}</td>
            <td>
              {exchange.method} {printable(exchange.path.split('/').at(-1) ?? '')}
              {withBodies && exchange.path.endsWith('TerminateSession') ? <Body text={exchange.body} /> : null}
            </td>
            <td>
              {statusOf(exchange) ?? 'none'}
              {withBodies ? <Answer exchange={exchange} /> : null}
            </td>
            <td class="number">{Math.round(exchange.durationMs)}</td>
          </tr>
        ))}
      </table>
      {exchanges.length > shown.length ? (
        <p>
          and {exchanges.length - shown.length} more; <code>--report har=FILE</code> writes all of them.
        </p>
      ) : null}
    </details>
  )
}

function Answer({ exchange: { answer, path } }: { exchange: Exchange }) {
  switch (answer.kind) {
    case 'answered':
      return path.endsWith('TerminateSession') && answer.body.kind === 'kept' ? <Body text={answer.body.text} /> : null
    case 'broken':
    case 'unreachable':
      return <Body text={answer.message} />
    case 'unsent':
      return <Body text="not sent: the target had stopped answering" />
  }
}

function Body({ text }: { text: string | undefined }) {
  if (text === undefined || text === '') return null
  const shown = text.length > maxShown.characters ? `${text.slice(0, maxShown.characters)}…` : text
  return <pre>{printableLines(shown)}</pre>
}
