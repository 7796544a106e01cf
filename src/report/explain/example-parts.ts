/** How a request of an example differs from the usual one. */
interface Unlike {
  token?: string
  verb?: string
  /** Empty: without the header. */
  mediaType?: string
  release?: string
  /** The object and the method. */
  place?: string
}

const usualPlace = 'SessionManager/SessionManager/TerminateSession'

/** A request and its answer, as examples show them. @param body empty: without one. */
export function call(body: string, answer: string, unlike: Unlike = {}): string {
  const { token = 'TOKEN', verb = 'POST', release = '8.0.3.0', place = usualPlace } = unlike
  const { mediaType = body === '' ? '' : 'application/json' } = unlike
  return [
    `${verb} /sdk/vim25/${release}/${place}`,
    ...(token === '' ? [] : [`vmware-api-session-id: ${token}`]),
    ...(mediaType === '' ? [] : [`content-type: ${mediaType}`]),
    ...(body === '' ? [] : ['', body]),
    '',
    answer,
  ].join('\n')
}

/** The answer with a fault. @param more further members, after a comma. */
export function exampleFault(name: string, more = ''): string {
  return `500 Internal Server Error
content-type: application/json

{"_typeName":"${name}"${more},"faultstring":"…"}`
}
