import { STATUS_CODES } from 'node:http'
import type * as HAR from 'har-format'
import type { Exchange, SuiteResult } from '../../conformance/index.ts'
import { printableJson } from '../printable.ts'
import type { RecordedEntry, RecordedHar } from './format.ts'

/**
 * The exchanges of a run as HAR 1.2 (http://www.softwareishard.com/blog/har-12-spec/), a page for each requirement. What judging again needs and
 * HAR has no member for stands in members that begin with an underscore, as HAR provides for.
 */
export function harReport({ tool, target, run, manifest, requirements, exchanges }: SuiteResult): string {
  const pages = requirements.map(({ id, statement, verdict }) => ({
    id,
    title: `${id}: ${statement}`,
    startedDateTime: startOf(exchanges.find(({ requirement }) => requirement === id)) ?? run.startedAt,
    pageTimings: {},
    comment: verdict,
  }))
  const har: RecordedHar = {
    log: {
      version: '1.2',
      creator: tool,
      pages,
      entries: exchanges.flatMap((exchange) => entryOf(exchange, target.url) ?? []),
      _vijson: { schema: 'vijson-recording/1', target, run, manifest, counts: exchangeCounts(exchanges) },
    },
  }
  return `${printableJson(JSON.stringify(har, null, 1))}\n`
}

/** How many exchanges were made for each requirement. */
export function exchangeCounts(exchanges: readonly Exchange[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { requirement = '', answer } of exchanges) {
    if (answer.kind !== 'unsent') counts[requirement] = (counts[requirement] ?? 0) + 1
  }
  return counts
}

function startOf(exchange: Exchange | undefined): string | undefined {
  return exchange && new Date(exchange.startedAt).toISOString()
}

/** Undefined for a request that was not sent. */
function entryOf(exchange: Exchange, url: string): RecordedEntry | undefined {
  const { answer, requirement, caseName, step, startedAt, durationMs, method, path, query, body } = exchange
  if (answer.kind === 'unsent') return undefined
  const headers = exchange.headers.map(asHeader)
  const mimeType = headers.find(({ name }) => name === 'content-type')?.value ?? ''
  return {
    ...(requirement === undefined ? {} : { pageref: requirement }),
    startedDateTime: new Date(startedAt).toISOString(),
    time: durationMs,
    request: {
      method,
      url: `${url}${path}${query}`,
      httpVersion: 'HTTP/1.1',
      cookies: [],
      headers,
      queryString: [...new URLSearchParams(query)].map(asHeader),
      ...(body === undefined ? {} : { postData: { mimeType, text: body } }),
      headersSize: -1,
      bodySize: body === undefined ? 0 : Buffer.byteLength(body),
    },
    response: responseOf(answer),
    cache: {},
    timings: { send: 0, wait: durationMs, receive: 0 },
    ...(requirement === undefined ? {} : { comment: [requirement, caseName, step].filter(Boolean).join(', ') }),
    _case: caseName,
    ...(step === '' ? {} : { _step: step }),
    _sent: exchange.sentAs,
    _answered: answer.place,
    ...(answer.kind === 'answered' ? {} : { _failure: failureOf(answer) }),
  }
}

function asHeader([name, value]: readonly [string, string]): HAR.Header {
  return { name, value }
}

type Sent = Exclude<Exchange['answer'], { kind: 'unsent' }>

function responseOf(answer: Sent): HAR.Response {
  const headers = answer.kind === 'answered' ? answer.headers.map(asHeader) : []
  // 0 where no answer came, as browsers write it.
  const status = answer.kind === 'unreachable' ? 0 : answer.status
  return {
    status,
    statusText: STATUS_CODES[status] ?? '',
    httpVersion: 'HTTP/1.1',
    cookies: [],
    headers,
    content: contentOf(answer, headers.find(({ name }) => name === 'content-type')?.value ?? 'x-unknown'),
    redirectURL: headers.find(({ name }) => name === 'location')?.value ?? '',
    headersSize: -1,
    bodySize: -1,
  }
}

function contentOf(answer: Sent, mimeType: string): HAR.Response['content'] {
  if (answer.kind !== 'answered') return { size: 0, mimeType }
  return answer.body.kind === 'kept'
    ? { size: Buffer.byteLength(answer.body.text), mimeType, text: answer.body.text }
    : { size: answer.body.length, mimeType, comment: 'not kept: the answer is too large' }
}

function failureOf(answer: Exclude<Sent, { kind: 'answered' }>): NonNullable<RecordedEntry['_failure']> {
  const { message } = answer
  return answer.kind === 'broken'
    ? { kind: 'broken', message }
    : { kind: 'unreachable', reason: answer.reason, message }
}
