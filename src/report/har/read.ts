import { Ajv2020 } from 'ajv/dist/2020.js'
import type { Exchange, Recording } from '../../conformance/index.ts'
import type { Har, HarEntry, HarHeader } from './format.ts'
import { recordingSchema } from './schema.ts'
import { countsOf } from './write.ts'

/** A file is no recorded run. The message is one sentence. */
export class UnreadableRecording extends Error {
  readonly code = 'unreadable-recording'

  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'UnreadableRecording'
  }
}

/** Reads a recorded run from the text of a HAR file. @throws UnreadableRecording for a text that is none. */
export function readRecording(text: string): Recording {
  const { _vijson: told, entries } = parsed(text).log
  if (!URL.canParse(told.target.url)) throw new UnreadableRecording('the URL of its target is none')
  for (const [index, entry] of entries.entries()) requireSense(entry, index)
  const exchanges = entries.map(exchangeOf)
  const counts = countsOf(exchanges)
  const names = new Set([...Object.keys(told.counts), ...Object.keys(counts)])
  // Of requests that are the same, nothing tells which one is missing.
  const isWhole = (name: string) => (told.counts[name] ?? 0) === (counts[name] ?? 0)
  const lacking = [...names].filter((name) => !isWhole(name))
  return { target: told.target, run: told.run, manifest: told.manifest, exchanges, lacking }
}

function parsed(text: string): Har {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    throw new UnreadableRecording('it is not JSON', { cause: error })
  }
  const validate = new Ajv2020({ strict: false }).compile<Har>(recordingSchema)
  if (validate(value)) return value
  const [first] = validate.errors ?? []
  throw new UnreadableRecording(
    `it is not a HAR file that a run of vijson has written: ${first?.instancePath || 'the file'} ${first?.message ?? 'is of another form'}`,
  )
}

/** What the form of a file does not tell, and no answer could be made of. @throws UnreadableRecording. */
function requireSense({ request, response, _failure: failure }: HarEntry, index: number): void {
  const refusal = (what: string) => new UnreadableRecording(`its entry ${index} ${what}`)
  if (!URL.canParse(request.url)) throw refusal('has a URL that is none')
  if (failure === undefined && (response.status < 200 || response.status > 599))
    throw refusal(`has the status ${response.status}, which is none of an answer`)
  try {
    new Headers([...request.headers, ...response.headers].map(asHeading))
  } catch (error) {
    throw new UnreadableRecording(`its entry ${index} has a header that is none`, { cause: error })
  }
}

function exchangeOf(entry: HarEntry, index: number): Exchange {
  const { request } = entry
  const { pathname, search } = new URL(request.url)
  return {
    index,
    sentAs: entry._sent,
    requirement: entry.pageref,
    caseName: entry._case,
    startedAt: Date.parse(entry.startedDateTime),
    durationMs: entry.time,
    method: request.method,
    path: pathname,
    query: search,
    headers: request.headers.map(asHeading),
    body: request.postData?.text,
    answer: answerOf(entry),
  }
}

function asHeading({ name, value }: HarHeader): [string, string] {
  return [name, value]
}

function answerOf({ response, _answered: place, _failure: failure }: HarEntry): Exchange['answer'] {
  const { status, content } = response
  if (failure?.kind === 'unreachable') return { ...failure, place }
  if (failure?.kind === 'broken') return { ...failure, place, status }
  const body =
    content.text === undefined
      ? ({ kind: 'left-out', length: content.size } as const)
      : ({ kind: 'kept', text: content.text } as const)
  return { kind: 'answered', place, status, headers: response.headers.map(asHeading), body }
}
