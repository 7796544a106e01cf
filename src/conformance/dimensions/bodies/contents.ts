import { type Bodies, naming } from './body.ts'

/** The same list in the body of another media type. */
export const contents: Bodies = {
  ...naming(
    'terminate.request.content',
    {
      'form data': (id) => `sessionId=${encodeURIComponent(JSON.parse(id))}`,
      'form data with brackets': (id) => `sessionId[]=${encodeURIComponent(JSON.parse(id))}`,
    },
    { disruptive: true, contentType: 'application/x-www-form-urlencoded' },
  ),
  ...naming(
    'terminate.request.content',
    {
      'form data in parts': (id) =>
        `--part\r\ncontent-disposition: form-data; name="sessionId"\r\n\r\n${JSON.parse(id)}\r\n--part--\r\n`,
    },
    { disruptive: true, raw: true, contentType: 'multipart/form-data; boundary=part' },
  ),
  ...naming(
    'terminate.request.content',
    { XML: (id) => `<TerminateSession><sessionId>${JSON.parse(id)}</sessionId></TerminateSession>` },
    { disruptive: true, raw: true, contentType: 'application/xml' },
  ),
  ...naming(
    'terminate.request.content',
    { 'one id to a line': (id) => `${JSON.parse(id)}\n` },
    { disruptive: true, contentType: 'text/plain', raw: true },
  ),
  ...naming(
    'terminate.request.content',
    { 'values with commas': (id) => `${JSON.parse(id)}\n` },
    { disruptive: true, contentType: 'text/csv', raw: true },
  ),
  ...naming(
    'terminate.request.no-content-type',
    { 'without a Content-Type': (id) => `{"sessionId":[${id}]}` },
    { disruptive: true, mayEnd: true, contentType: null },
  ),
  ...naming(
    'terminate.request.no-content-type',
    { 'as text/plain': (id) => `{"sessionId":[${id}]}` },
    { disruptive: true, mayEnd: true, contentType: 'text/plain' },
  ),
}
