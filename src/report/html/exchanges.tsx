import { type Exchange, statusOf } from '../../conformance/index.ts'
import { printable } from '../../conformance/redaction/printable.ts'
import { curlOf } from '../exchange/curl.ts'
import type { Labels } from '../exchange/labels.ts'
import { printableLines } from '../printable.ts'
import { plural } from '../wording.ts'

/** How many exchanges of a requirement are shown, where it is not met and where it is, and how much of a body. */
const maxShown = { unmet: 120, met: 44, characters: 600 }

interface Shown {
  labels: Labels
  /** The address of the target. */
  url: string
  /** With headers, bodies and a command: of a requirement that is met, they would make the page long. */
  isWhole: boolean
}

/** The requests of a requirement and their answers: sessions by their labels, and each request as a command. */
export function Exchanges({ exchanges, ...shown }: { exchanges: readonly Exchange[] } & Shown) {
  if (exchanges.length === 0) return null
  const first = exchanges.slice(0, shown.isWhole ? maxShown.unmet : maxShown.met)
  return (
    <details class="exchanges">
      <summary>{plural(exchanges.length, 'exchange')}</summary>
      <table>
        <thead>
          <tr>
            <th scope="col">no.</th>
            <th scope="col">request</th>
            <th scope="col">answer</th>
            <th scope="col">ms</th>
          </tr>
        </thead>
        <tbody>
          {first.map((exchange) => (
            <Row exchange={exchange} {...shown} />
          ))}
        </tbody>
      </table>
      {exchanges.length > first.length ? (
        <p>
          and {exchanges.length - first.length} more; <code>--report har=FILE</code> writes all of them.
        </p>
      ) : null}
    </details>
  )
}

function Row({ exchange, labels, url, isWhole }: { exchange: Exchange } & Shown) {
  // Of the reads of a requirement that is met, it would say little.
  const isTold = isWhole || exchange.path.endsWith('/TerminateSession')
  const caller = isTold ? labels.callerOf(exchange) : undefined
  const { index, method, path, query, headers, body, durationMs } = exchange
  const text = (given: string) => labels.labelled(given, exchange)
  return (
    <tr>
      <td>{index}</td>
      <td>
        {method} {isWhole ? <code>{printable(`${url}${path}${query}`)}</code> : printable(path.split('/').at(-1) ?? '')}
        {caller === undefined ? null : ` by ${caller}`}
        {isWhole ? (
          <>
            <Message headers={headers} body={body} text={text} />
            <details class="curl">
              <summary>as curl</summary>
              <pre>{printableLines(curlOf(exchange, url, labels.isSession))}</pre>
            </details>
          </>
        ) : null}
      </td>
      <td>
        {statusOf(exchange) ?? 'none'}
        {isWhole ? <Answer exchange={exchange} text={text} /> : null}
      </td>
      <td>{Math.round(durationMs)}</td>
    </tr>
  )
}

type Text = (given: string) => string

function Answer({ exchange: { answer }, text }: { exchange: Exchange; text: Text }) {
  switch (answer.kind) {
    case 'answered':
      return (
        <Message
          headers={answer.headers}
          body={answer.body.kind === 'kept' ? answer.body.text : `a body of ${answer.body.length} bytes, not kept`}
          text={text}
        />
      )
    case 'broken':
    case 'unreachable':
      return <pre>{printableLines(answer.message)}</pre>
    case 'unsent':
      return <pre>not sent: the target had stopped answering</pre>
  }
}

function Message({
  headers,
  body = '',
  text,
}: {
  headers: Exchange['headers']
  body?: string | undefined
  text: Text
}) {
  const shown = body.length > maxShown.characters ? `${body.slice(0, maxShown.characters)}…` : body
  const lines = [...headers.map(([name, value]) => `${name}: ${value}`), ...(shown === '' ? [] : ['', shown])]
  return lines.length === 0 ? null : <pre>{printableLines(text(lines.join('\n')))}</pre>
}
