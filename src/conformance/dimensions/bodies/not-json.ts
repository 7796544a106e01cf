import { type Bodies, naming } from './body.ts'

/** Texts that are not JSON (RFC 8259), but that a lenient parser reads. */
export const notJson: Bodies = {
  ...naming(
    'terminate.request.malformed-json',
    {
      'an object without its end': (id) => `{"sessionId": [${id}]`,
      'a list without its end': (id) => `{"sessionId": [${id}`,
      'an id without its end': (id) => `{"sessionId": [${id.slice(0, -1)}`,
    },
    { disruptive: true },
  ),
  ...naming(
    'terminate.request.malformed-json',
    { 'a key without quotes': (id) => JSON.parse(id) },
    { disruptive: true, raw: true },
  ),
  ...naming(
    'terminate.request.lenient-json',
    {
      'text after the object': (id) => `{"sessionId":[${id}]} and more`,
      'a bracket after the object': (id) => `{"sessionId":[${id}]}}`,
      'a second object after it': (id) => `{"sessionId":[${id}]}{"sessionId":[${id}]}`,
      'a second object on a line of its own': (id) => `{"sessionId":[${id}]}\n{"sessionId":[]}`,
      'a comma after the id': (id) => `{"sessionId":[${id},]}`,
      'a comma after the list': (id) => `{"sessionId":[${id}],}`,
      'two commas': (id) => `{"sessionId":[${id},,${id}]}`,
      'no comma between the ids': (id) => `{"sessionId":[${id} ${id}]}`,
      'a number sign and a comment': (id) => `{"sessionId":[${id}] # a comment\n}`,
      'an id without quotes': (id) => `{"sessionId":[${JSON.parse(id)}]}`,
      'text before the object': (id) => `sessionId: {"sessionId":[${id}]}`,
      'a prefix against scripts': (id) => `)]}',\n{"sessionId":[${id}]}`,
      'a line break in a string': (id) => `{"sessionId":[${id}],"note":"two\nlines"}`,
      'a hexadecimal escape': (id) => `{"session\\x49d":[${id}]}`,
      'an unknown escape': (id) => `{"\\sessionId":[${id}]}`,
      'a single quote that is escaped': (id) => `{"sessionId":[${id}],"note":"it\\'s"}`,
      'a number with a leading zero': (id) => `{"sessionId":[${id}],"at":01}`,
      'a literal in capitals': (id) => `{"sessionId":[${id}],"force":TRUE}`,
      YAML: (id) => `sessionId:\n  - ${JSON.parse(id)}\n`,
      'a comma before the id': (id) => `{"sessionId":[,${id}]}`,
      'a comment': (id) => `{"sessionId":[${id}]/* a comment */}`,
      'a comment to the end of the line': (id) => `{"sessionId":[${id}] // a comment\n}`,
      'single quotes': (id) => `{'sessionId':[${id.replaceAll('"', "'")}]}`,
      'a member without quotes': (id) => `{sessionId:[${id}]}`,
      'an equals sign in place of the colon': (id) => `{"sessionId"=[${id}]}`,
      'a semicolon after the object': (id) => `{"sessionId":[${id}]};`,
      'a value that is not a number': (id) => `{"sessionId":[${id}],"at":NaN}`,
      'a list in round brackets': (id) => `{"sessionId":(${id})}`,
      'a call in place of JSON': (id) => `callback({"sessionId":[${id}]})`,
    },
    { disruptive: true },
  ),
}
