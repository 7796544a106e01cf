import type { Mutant } from '../mutant.ts'
import { idsOf, json, membersOf, misreading, obeying, refusing } from './helpers/wire.ts'

/** A defect that repairs what is not JSON before it reads it. */
const repairing = (defect: string, repair: (body: string) => string): Mutant =>
  obeying(defect, (body) => (json(body) === undefined ? idsOf(repair(body)) : undefined))

const typeOf = (request: Request) => request.headers.get('content-type') ?? ''
const all = (body: string, pattern: RegExp) => {
  const found = [...body.matchAll(pattern)].map((match) => match[1])
  return found.length > 0 ? found : undefined
}
/** A defect that reads ids from another media type. */
const typed = (defect: string, type: string, read: (body: string) => unknown): Mutant =>
  obeying(defect, (body, request) =>
    json(body) === undefined && typeOf(request).includes(type) ? read(body) : undefined,
  )

const lines = (body: string) => body.split(/\r?\n/).filter((line) => line !== '')
const form = (name: string) => (body: string) => {
  const ids = new URLSearchParams(body).getAll(name)
  return ids.length > 0 ? ids : undefined
}
const raw = (body: string, id: string) => body.includes(`"${id}"`)

export const syntaxes: Mutant[] = [
  repairing('reads JSON with a comma behind the last id', (body) => body.replace(/,\s*\]/, ']')),
  repairing('reads JSON with a comma behind the last member', (body) => body.replace(/,\s*\}/, '}')),
  repairing('reads JSON with a comma before the first id', (body) => body.replace(/\[\s*,/, '[')),
  repairing('reads JSON with two commas between ids', (body) => body.replace(/,\s*,/, ',')),
  repairing('reads JSON without commas between ids', (body) => body.replace(/"\s+"/g, '","')),
  repairing('reads JSON with // comments', (body) => body.replace(/\/\/.*$/gm, '')),
  repairing('reads JSON with /* comments */', (body) => body.replace(/\/\*.*?\*\//gs, '')),
  repairing('reads JSON with # comments', (body) => body.replace(/#.*$/gm, '')),
  repairing('reads JSON in single quotes', (body) => body.replaceAll("'", '"')),
  repairing('reads JSON with a member name without quotes', (body) => body.replace(/([{,]\s*)(\w+)\s*:/g, '$1"$2":')),
  repairing('reads JSON with ids without quotes', (body) => body.replace(/([[,]\s*)([0-9a-f-]{36})/g, '$1"$2"')),
  repairing('reads JSON that lacks its last brace', (body) => `${body}}`),
  repairing('reads JSON that lacks the end of its list and its last brace', (body) => `${body}]}`),
  repairing('reads JSON that breaks off within an id', (body) => `${body}"]}`),
  repairing('reads JSON with a brace too many', (body) => body.replace(/\}\s*\}$/, '}')),
  repairing('reads JSON before any other text', (body) => body.replace(/^(\{[^}]*\}).*$/s, '$1')),
  repairing('reads JSON behind other text', (body) => body.replace(/^[^{]+/, '')),
  repairing('reads the first of two JSON documents', (body) => lines(body)[0] ?? ''),
  repairing('reads JSON with = in the place of the colon', (body) => body.replace(/"sessionId"\s*=/, '"sessionId":')),
  repairing('reads JSON with raw line breaks in a string', (body) => body.replace(/[\r\n\t]/g, '')),
  repairing('reads JSON with \\x escapes', (body) => body.replace(/\\x([0-9a-f]{2})/gi, '\\u00$1')),
  repairing('reads JSON with unknown escapes', (body) => body.replace(/\\([^"\\/bfnrtu])/g, '$1')),
  repairing('reads JSON with parentheses in the place of brackets', (body) => body.replace('(', '[').replace(')', ']')),
  repairing('reads JSON in a call of a function', (body) => body.replace(/^\w+\((.*)\);?$/s, '$1')),
  repairing('reads YAML', (body) => {
    const ids = all(body, /^\s*- +["']?([0-9a-f-]{36})["']?\s*$/gm)
    return body.includes('sessionId:') ? JSON.stringify({ sessionId: ids }) : body
  }),
  typed('reads form data', 'application/x-www-form-urlencoded', form('sessionId')),
  typed('reads form data with sessionId[]', 'application/x-www-form-urlencoded', form('sessionId[]')),
  typed('reads form data whatever its Content-Type', '', form('sessionId')),
  typed('reads form data in many parts', 'multipart/form-data', (body) =>
    all(body, /name="sessionId"\r?\n\r?\n([^\r\n]*)/g),
  ),
  typed('reads the lines of plain text as ids', 'text/plain', lines),
  typed('reads the lines of any text as ids', '', (body) =>
    /^[0-9a-f-]{36}\s*$/.test(body) ? lines(body) : undefined,
  ),
  typed('reads values with commas as ids', 'text/csv', (body) => body.trim().split(/[,\r\n]+/)),
  typed('reads XML', 'xml', (body) => all(body, /<(?:\w+:)?sessionId[^>]*>([^<]*)</g)),
  typed('reads XML whatever its Content-Type', '', (body) => all(body, /<(?:\w+:)?sessionId[^>]*>([^<]*)</g)),
  obeying('reads ids from the query of the address', (_, request) => {
    const ids = new URL(request.url).searchParams.getAll('sessionId')
    return ids.length > 0 ? ids : undefined
  }),
  obeying('reads an id from a header', (_, request) => request.headers.get('session-id')?.split(/, */)),
  refusing('refuses a Content-Type with a charset', (_, request) => /charset/i.test(typeOf(request))),
  refusing('refuses a Content-Type with charset=UTF-8 in capitals', (_, request) => typeOf(request).includes('UTF-8')),
  refusing(
    'refuses a Content-Type in other case',
    (_, request) => /json/i.test(typeOf(request)) && !typeOf(request).includes('application/json'),
  ),
  refusing('refuses a request with Accept other than JSON', (_, request) => {
    const accept = request.headers.get('accept')
    return accept !== null && !/json/.test(accept)
  }),
  refusing('refuses a request with Accept: */*', (_, request) => request.headers.get('accept') === '*/*'),
  refusing('refuses an id with escapes', (body) => /\\u[0-9a-f]{4}/i.test(body)),
  misreading('does not decode escapes in ids', (body) =>
    /\\u/.test(body) ? body.replaceAll('\\u', '\\\\u') : undefined,
  ),
  misreading('does not decode escapes with capital hexadecimal digits', (body) =>
    body.replace(/\\u(?=[0-9]{0,3}[A-F])/g, '\\\\u'),
  ),
  misreading('reads an escaped id and adds it a second time', (body) => {
    const ids = idsOf(body) ?? []
    const escaped = ids.filter((id) => !raw(body, id))
    return escaped.length > 0 ? JSON.stringify({ sessionId: [...ids, ...escaped] }) : undefined
  }),
  refusing('does not know the member sessionId where its name has escapes', (body) => !body.includes('"sessionId"')),
  refusing('refuses a body that comes in chunks', (_, request) => request.headers.has('transfer-encoding')),
  refusing('refuses JSON over several lines', (body) => body.includes('\n')),
  refusing('refuses JSON with CR LF', (body) => body.includes('\r\n')),
  refusing('refuses JSON with tabs', (body) => body.includes('\t')),
  refusing('refuses white space before the first brace', (body) => /^\s/.test(body)),
  refusing('refuses white space behind the last brace', (body) => /\s$/.test(body)),
  refusing('refuses white space before a colon', (body) => /"\s+:/.test(body)),
  refusing('refuses white space within brackets', (body) => /\[\s|\s\]/.test(body)),
  misreading('drops ids behind a comma and a line break', (body) => {
    const at = body.search(/",\s*\n/)
    return at === -1 || idsOf(body) === undefined
      ? undefined
      : JSON.stringify({ sessionId: idsOf(`${body.slice(0, at)}"]}`) ?? [] })
  }),
  refusing('refuses a request without _typeName', (body) => !('_typeName' in membersOf(body))),
  refusing('refuses a request with _typeName', (body) => '_typeName' in membersOf(body)),
  refusing('refuses a _typeName that is not first', (body) => Object.keys(membersOf(body)).indexOf('_typeName') > 0),
  refusing('refuses a _typeName that is first', (body) => Object.keys(membersOf(body)).indexOf('_typeName') === 0),
  misreading('works on no id where _typeName stands behind the list', (body) => {
    return Object.keys(membersOf(body)).indexOf('_typeName') > 0 ? '{"sessionId":[]}' : undefined
  }),
]
