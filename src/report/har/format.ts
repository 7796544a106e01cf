import type { Recording, UnreachableReason } from '../../conformance/index.ts'

/** What of HAR 1.2 a recorded run uses. */
export interface Har {
  log: {
    version: '1.2'
    creator: { name: string; version: string }
    pages: { id: string; title: string; startedDateTime: string; pageTimings: object; comment: string }[]
    entries: HarEntry[]
    /**
     * What the run was told to do, and how many exchanges were made for each requirement (for the run as a whole, under an empty name): HAR has no
     * place for it.
     */
    _vijson: { schema: 'vijson-recording/1'; counts: Record<string, number> } & Pick<
      Recording,
      'target' | 'run' | 'manifest'
    >
  }
}

export interface HarHeader {
  name: string
  value: string
}

export interface HarEntry {
  /** The requirement that the exchange was made for; none where it was made for the run as a whole. */
  pageref?: string
  startedDateTime: string
  /** Milliseconds. */
  time: number
  request: {
    method: string
    url: string
    httpVersion: string
    cookies: []
    headers: HarHeader[]
    queryString: HarHeader[]
    postData?: { mimeType: string; text: string }
    headersSize: -1
    bodySize: number
  }
  response: HarResponse
  cache: object
  timings: { send: number; wait: number; receive: number }
  comment?: string
  /** The stage of the check that made the request. */
  _case: string
  /** The places of the request and of its answer among all that was sent and answered. */
  _sent: number
  _answered: number
  /** Why there is no whole answer. */
  _failure?: { kind: 'broken'; message: string } | { kind: 'unreachable'; reason: UnreachableReason; message: string }
}

export interface HarResponse {
  status: number
  statusText: string
  httpVersion: string
  cookies: []
  headers: HarHeader[]
  content: { size: number; mimeType: string; text?: string; comment?: string }
  redirectURL: string
  headersSize: -1
  bodySize: -1
}
