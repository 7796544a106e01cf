import { type Bodies, naming } from './body.ts'

/** Other spellings of the lawful request (RFC 8259, RFC 9110): each has to be carried out. */
export const spellings: Bodies = {
  ...naming(
    'terminate.request.type-name',
    {
      'named after the parameter type': (id) => `{"_typeName":"TerminateSessionRequestType","sessionId":[${id}]}`,
      'without _typeName, with a line break at the end': (id) => `{"sessionId":[${id}]}\n`,
    },
    { mayEnd: true },
  ),
  ...naming(
    'terminate.request.type-name',
    {
      'named after the method, behind the list': (id, own) =>
        `{"sessionId":[${id},${own}],"_typeName":"TerminateSession"}`,
    },
    { mayEnd: true, ids: 2, endsWithOwn: true },
  ),
  ...naming(
    'terminate.request.spelling',
    {
      'escapes in the ids': (id, own) => `{"sessionId":["${escaped(JSON.parse(id))}","${escaped(JSON.parse(own))}"]}`,
    },
    { mayEnd: true, ids: 2, endsWithOwn: true },
  ),
  ...naming(
    'terminate.request.spelling',
    {
      'escapes in the name of the member, and in capitals': (id) =>
        `{"session\\u0049d":["${escaped(JSON.parse(id)).toUpperCase().replaceAll('\\U', '\\u')}"]}`,
    },
    { mayEnd: true },
  ),
  ...naming(
    'terminate.request.spelling',
    {
      'white space everywhere, more than 64 KB of it': (id, other) =>
        `\r\n\t { "sessionId"\n:\t[${' \t'.repeat(35_000)}${id}\n ,\n\t${other}\n ] } \n`,
    },
    { mayEnd: true, ids: 2 },
  ),
  ...naming(
    'terminate.request.spelling',
    {
      'names of headers and a media type in capitals, with a charset in quotes, and JSON alone accepted': (id) =>
        `{"sessionId":[${id}]}`,
    },
    { mayEnd: true, capitals: true, contentType: 'Application/JSON;charset="UTF-8"', accept: 'application/json' },
  ),
  ...naming(
    'terminate.request.spelling',
    { 'in chunks, as the last request of its connection': (id, own) => `{"sessionId":[${id},${own}]}` },
    { mayEnd: true, ids: 2, endsWithOwn: true, chunked: true, closing: true },
  ),
}

/** Every UTF-16 unit as an escape. */
function escaped(text: string): string {
  return Array.from({ length: text.length }, (_, at) => `\\u${text.charCodeAt(at).toString(16).padStart(4, '0')}`).join(
    '',
  )
}
