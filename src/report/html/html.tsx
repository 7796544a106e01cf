import { isUnmet, type RequirementResult, type SuiteResult, type Verdict } from '../../conformance/index.ts'
import { busyServerLines } from '../busy-server.ts'
import { byCause } from '../causes.ts'
import { createLabels } from '../exchange/labels.ts'
import { headlineOf, lastLineOf } from '../headline.ts'
import { printableResult } from '../printable.ts'
import { blocksOf } from '../request-line.ts'
import { byTheme, isSkippedForSafety, plural, tally, targetLine, verdictWords } from '../wording.ts'
import { Legend } from './legend.tsx'
import { type PageParts, page, pageFolder } from './page.tsx'
import { Requirement } from './requirement.tsx'
import { script } from './script.ts'
import { filterStyle, style } from './style.ts'

/** The verdicts that need attention, the most severe first. */
const severe: readonly Verdict[] = ['error', 'fail', 'unreached', 'warn', 'deviated']
const shown: readonly Verdict[] = [...severe, 'unsupported', 'pass', 'recorded']
const levels = ['must', 'should', 'observed'] as const

/** The result as one self-contained page. */
export function htmlReport(given: SuiteResult): string {
  return page(partsOf(given))
}

/** The result as a folder: a page, its style and its script. For servers whose policy allows nothing within a page, such as Jenkins. */
export function htmlFolder(given: SuiteResult): Record<string, string> {
  return pageFolder(partsOf(given))
}

function partsOf(given: SuiteResult): PageParts {
  const result = printableResult(given)
  return {
    title: lastLineOf(result),
    style: [style, filterStyle('verdict', shown), filterStyle('level', levels)].join('\n'),
    script,
    children: (
      <>
        <Conclusion result={result} />
        <Unmet requirements={result.requirements} />
        <Filters requirements={result.requirements} />
        <aside aria-label="legend">
          <Legend />
        </aside>
        <Requirements result={result} />
        <footer>
          {result.tool.name} {result.tool.version}
        </footer>
      </>
    ),
  }
}

function Conclusion({ result }: { result: SuiteResult }) {
  const { problem, stale, sessions, run, requirements } = result
  const { text, tone } = headlineOf(result)
  const left = sessions.leaked + sessions.unclosable
  const facts: [string, string][] = [
    ['started', run.startedAt],
    ['duration', `${(run.durationMs / 1000).toFixed(2)} s`],
    ['seed', String(run.seed)],
    ['concurrency', String(run.concurrency)],
    ['sessions', `${sessions.opened} opened, ${sessions.closed} closed`],
    ['account', run.principals.controller],
    ['second account', run.principals.limited ?? 'none'],
    ...(run.strict ? [['strict', 'yes'] as [string, string]] : []),
    ...(run.exclusive ? [['exclusive', 'yes'] as [string, string]] : []),
    ...Object.entries(run.limits ?? {}).map(([name, limit]): [string, string] => [
      limitWords[name] ?? name,
      String(limit),
    ]),
    ...(run.interrupted ? [['interrupted', 'yes'] as [string, string]] : []),
  ]
  return (
    <header>
      <div class={`conclusion ${tone}`}>
        <h1>{text}</h1>
        <p>{targetLine(result)}</p>
        <p>
          {plural(requirements.length, 'requirement')}: {tally(requirements)}
        </p>
        {problem === undefined ? null : <p>{problem.message}.</p>}
        {result.otherCause === undefined ? null : <p>{result.otherCause}.</p>}
        {stale.map(({ place, message }) => (
          <p>
            <code>{place}</code> {message}
          </p>
        ))}
        {busyServerLines(result).map((line) => (
          <p>{line}.</p>
        ))}
        {left > 0 ? <p>{plural(left, 'session')} of this run may still be open on the target.</p> : null}
      </div>
      <dl class="facts">
        {facts.map(([term, fact]) => (
          <div>
            <dt>{term}</dt>
            <dd>{fact}</dd>
          </div>
        ))}
      </dl>
    </header>
  )
}

/** The requirements that are not met, those of one cause together; where there are several. */
function Unmet({ requirements }: { requirements: readonly RequirementResult[] }) {
  const unmet = requirements.filter(isUnmet)
  if (unmet.length < 2) return null
  return (
    <nav aria-label="not met" class="unmet">
      <details>
        <summary>{plural(unmet.length, 'requirement')} not met, by what was seen</summary>
        <ul>
          {byCause(requirements).map(({ words, first, others, undecided }) => (
            <li>
              <Links to={[first, ...others]} />
              {words}
              {undecided.length > 0 && (
                <>
                  ; not decided because of it: <Links to={undecided} />
                </>
              )}
            </li>
          ))}
        </ul>
      </details>
    </nav>
  )
}

function Links({ to }: { to: readonly RequirementResult[] }) {
  return to.map(({ id }) => (
    <>
      <a href={`#${id}`}>{id}</a>{' '}
    </>
  ))
}

function Filters({ requirements }: { requirements: readonly RequirementResult[] }) {
  const count = (is: (one: RequirementResult) => boolean) => requirements.filter(is).length
  return (
    // Hidden until the style, by which it works, shows it.
    <nav aria-label="filter" class="filter" hidden>
      <Boxes
        name="verdict"
        values={shown.map((verdict) => [verdict, verdictWords[verdict]])}
        count={(value) => count((one) => one.verdict === value)}
      />
      <Boxes
        name="level"
        values={levels.map((level) => [level, level])}
        count={(value) => count(({ level }) => level === value)}
      />
      <p class="shown" role="status" />
    </nav>
  )
}

/** The limits of a run, in words. */
const limitWords: Record<string, string> = {
  maxLogins: 'logins at most',
  maxSessions: 'sessions at once at most',
  bail: 'ends after findings',
}

function Boxes(props: {
  name: string
  values: readonly (readonly [value: string, word: string])[]
  count: (value: string) => number
}) {
  const { name, values, count } = props
  return (
    <fieldset class="filters">
      <legend>{name}</legend>
      {values
        .filter(([value]) => count(value) > 0)
        .map(([value, word]) => (
          <label>
            <input type="checkbox" id={`${name}-${value}`} checked />
            {word} ({count(value)})
          </label>
        ))}
    </fieldset>
  )
}

function Requirements({ result }: { result: SuiteResult }) {
  const { requirements, exchanges } = result
  const labels = createLabels()
  for (const exchange of exchanges) labels.learn(exchange)
  const blockOf = blocksOf(result)
  const needsAttention = [
    ...severe.flatMap((verdict) => requirements.filter((one) => one.verdict === verdict)),
    ...requirements.filter(isSkippedForSafety),
  ]
  const others = requirements.filter((one) => !needsAttention.includes(one))
  const sections: [string, readonly RequirementResult[]][] = [
    ...(needsAttention.length > 0
      ? [['needs attention', needsAttention] as [string, readonly RequirementResult[]]]
      : []),
    ...byTheme(others),
  ]
  return (
    <main>
      {sections.map(([title, list]) => (
        <section>
          <h2>{title}</h2>
          {list.map((one) => (
            <Requirement
              block={blockOf(one)}
              target={result.target}
              result={one}
              labels={labels}
              exchanges={one.exchanges.flatMap((index) => exchanges[index] ?? [])}
            />
          ))}
        </section>
      ))}
    </main>
  )
}
