import { Ajv2020 } from 'ajv/dist/2020.js'
import type * as HAR from 'har-format'
import type { Exchange, Recording } from '../../conformance/index.ts'
import type { RecordedEntry, RecordedHar } from './format.ts'
import { recordingSchema } from './schema.ts'
import { exchangeCounts } from './write.ts'

/** A file is not a recorded run. The message is one sentence. */
export class UnreadableRecording extends Error {
  readonly code = 'unreadable-recording'

  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'UnreadableRecording'
  }
}

/** Parses a recorded run from the text of a HAR file. @throws UnreadableRecording where the text is not a recorded run. */
export function readRecording(text: string): Recording {
  const { _vijson: recorded, entries } = parsed(text).log
  if (!URL.canParse(recorded.target.url)) throw new UnreadableRecording('invalid target URL')
  for (const [index, entry] of entries.entries()) requireUsable(entry, index)
  const exchanges = entries.map(exchangeOf)
  const counts = exchangeCounts(exchanges)
  const names = new Set([...Object.keys(recorded.counts), ...Object.keys(counts)])
  // Among equal requests, nothing tells which one is missing.
  const isWhole = (name: string) => (recorded.counts[name] ?? 0) === (counts[name] ?? 0)
  const lacking = [...names].filter((name) => !isWhole(name))
  return { target: recorded.target, run: recorded.run, manifest: recorded.manifest, exchanges, lacking }
}

function parsed(text: string): RecordedHar {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    throw new UnreadableRecording('invalid JSON', { cause: error })
  }
  const validate = new Ajv2020({ strict: false }).compile<RecordedHar>(recordingSchema)
  if (validate(value)) return value
  const [first] = validate.errors ?? []
  throw new UnreadableRecording(
    `not a HAR file written by vijson test: ${first?.instancePath || 'the file'} ${first?.message ?? 'is invalid'}`,
  )
}

/** Refuses an entry that the schema accepts and no answer can be made of. @throws UnreadableRecording. */
function requireUsable({ request, response, _failure: failure }: RecordedEntry, index: number): void {
  const refusal = (what: string) => new UnreadableRecording(`entry ${index} has ${what}`)
  if (!URL.canParse(request.url)) throw refusal('an invalid URL')
  if (failure === undefined && (response.status < 200 || response.status > 599))
    throw refusal(`the invalid status ${response.status}`)
  try {
    new Headers([...request.headers, ...response.headers].map(headerEntry))
  } catch (error) {
    throw new UnreadableRecording(`entry ${index} has an invalid header`, { cause: error })
  }
}

function exchangeOf(entry: RecordedEntry, index: number): Exchange {
  const { request } = entry
  const { pathname, search } = new URL(request.url)
  return {
    index,
    sentAs: entry._sent,
    requirement: entry.pageref,
    caseName: entry._case,
    step: entry._step ?? '',
    startedAt: Date.parse(entry.startedDateTime),
    durationMs: entry.time,
    method: request.method,
    path: pathname,
    query: search,
    headers: request.headers.map(headerEntry),
    body: request.postData?.text,
    answer: answerOf(entry),
  }
}

function headerEntry({ name, value }: HAR.Header): [string, string] {
  return [name, value]
}

function answerOf({ response, _answered: place, _failure: failure }: RecordedEntry): Exchange['answer'] {
  const { status, content } = response
  if (failure?.kind === 'unreachable') return { ...failure, place }
  if (failure?.kind === 'broken') return { ...failure, place, status }
  const body =
    content.text === undefined
      ? ({ kind: 'left-out', length: content.size } as const)
      : ({ kind: 'kept', text: content.text } as const)
  return { kind: 'answered', place, status, headers: response.headers.map(headerEntry), body }
}
