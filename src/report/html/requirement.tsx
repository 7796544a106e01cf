import {
  type Exchange,
  failureBlock,
  type RequirementResult,
  type SuiteResult,
  sourceLine,
} from '../../conformance/index.ts'
import type { Labels } from '../exchange/labels.ts'
import { operationPage } from '../source.ts'
import { verdictWords } from '../wording.ts'
import { Exchanges } from './exchanges.tsx'
import { Picture } from './picture.tsx'
import { isWrongCase } from './picture-layout.ts'

/** One requirement: its verdict in a line and, unfolded, the evidence. */
export function Requirement(given: {
  result: RequirementResult
  exchanges: readonly Exchange[]
  /** The names of the run's sessions. */
  labels: Labels
  run: Pick<SuiteResult, 'target' | 'run'>
}) {
  const { result, exchanges, labels, run } = given
  const { id, level, verdict, statement, source, finding, deviation, recorded, durationMs } = result
  const block = failureBlock(result, run).filter(([name]) => name !== 'Source' && name !== 'Declared')
  const isRemarkable = !['pass', 'recorded', 'unsupported', 'unreached'].includes(verdict)
  const eventful = result.traces.filter(({ events }) => events.some(({ kind }) => kind !== 'opened'))
  const traces = [...eventful.filter(isWrongCase), ...eventful.filter((trace) => !isWrongCase(trace))]
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
          {source.document === 'page' ? (
            <a href={operationPage} rel="noreferrer">
              {sourceLine(source)}
            </a>
          ) : (
            sourceLine(source).replace(/\.$/, '')
          )}
          ; tested in {Math.round(durationMs)} ms; <a href={`#${id}`}>link to this requirement</a>
        </p>
        {traces.length === 0 ? null : (
          <div class="pictures">
            {traces.map((trace) => (
              <Picture trace={trace} />
            ))}
          </div>
        )}
        <Exchanges exchanges={exchanges} labels={labels} url={run.target.url} isWhole={isRemarkable} />
      </div>
    </details>
  )
}
