import { type Bodies, naming, namingNothing, type Text } from './body.ts'

/** The names by which other formats wrap a value or a list: XML, arrays of VIM, forms with places. */
const wrappers = ['0', 'key', 'id', 'value', '_value', 'item', 'string', 'sessionId']

/** Mutations along the schema of the fragment: what is missing, or has the type of something else. */
export const types: Bodies = {
  ...namingNothing('terminate.request.body-required', { 'no body': undefined, 'white space alone': ' \n' }),
  ...namingNothing('terminate.request.session-id-required', {
    'an empty object': '{}',
    'sessionId null': '{"sessionId": null}',
    'a body null': 'null',
    'an empty array': '[]',
  }),
  ...namingNothing('terminate.request.body-type', {
    'a body that is a number': '42',
    'a body that is true': 'true',
    'a body that is an empty string': '""',
    'sessionId is false': '{"sessionId":false}',
    'sessionId is a number': '{"sessionId":0}',
    'sessionId is an empty string': '{"sessionId":""}',
    'sessionId is an empty object': '{"sessionId":{}}',
    "the page's sample, a list of an empty object": '{"sessionId":[{}]}',
    'a list of null': '{"sessionId":[null]}',
    'a list of an empty list': '{"sessionId":[[]]}',
  }),
  ...naming(
    'terminate.request.body-type',
    {
      'the list as the body': (id) => `[${id}]`,
      'the id as the body': (id) => id,
      'the object in a list': (id) => `[{"sessionId":[${id}]}]`,
      'the object as a JSON string': (id) => JSON.stringify(`{"sessionId":[${id}]}`),
    },
    { disruptive: true },
  ),
  ...namingNothing('terminate.empty-list.no-effect', { 'an empty list': '{"sessionId":[]}' }),
  ...naming('terminate.request.session-id-type', {
    'a string in place of the list': (id) => `{"sessionId":${id}}`,
    'a string of ids with a comma': (id) => `{"sessionId":${JSON.stringify(`${JSON.parse(id)},${JSON.parse(id)}`)}}`,
    ...Object.fromEntries(
      wrappers.flatMap((name): [string, Text][] => [
        [`an object with the id as ${name}, in place of the list`, (id) => `{"sessionId":{"${name}":${id}}}`],
        [`an object with the list as ${name}`, (id) => `{"sessionId":{"${name}":[${id}]}}`],
      ]),
    ),
    'an object with the id as name': (id) => `{"sessionId":{${id}:true}}`,
    'a list in a list': (id) => `{"sessionId":[[${id}]]}`,
    'the list as a JSON string': (id) => `{"sessionId":${JSON.stringify(`[${id}]`)}}`,
    'a boxed list': (id) => `{"sessionId":{"_typeName":"ArrayOfString","_value":[${id}]}}`,
  }),
  ...naming('terminate.request.element-type', {
    'a number before a key': (id) => `{"sessionId":[42,${id}]}`,
    'null before a key': (id) => `{"sessionId":[null,${id}]}`,
    'true before a key': (id) => `{"sessionId":[true,${id}]}`,
    'an empty object before a key': (id) => `{"sessionId":[{},${id}]}`,
    'an empty list before a key': (id) => `{"sessionId":[[],${id}]}`,
    'a number after a key': (id) => `{"sessionId":[${id},42]}`,
    'null after a key': (id) => `{"sessionId":[${id},null]}`,
    'an empty object after a key': (id) => `{"sessionId":[${id},{}]}`,
    ...Object.fromEntries(
      wrappers.map((name): [string, Text] => [
        `an object with the id as ${name}, in place of an id`,
        (id) => `{"sessionId":[{"${name}":${id}}]}`,
      ]),
    ),
    'a session in place of its id': (id) => `{"sessionId":[{"_typeName":"UserSession","key":${id}}]}`,
    'a managed object in place of an id': (id) =>
      `{"sessionId":[{"_typeName":"ManagedObjectReference","type":"UserSession","value":${id}}]}`,
    'a boxed string in place of an id': (id) => `{"sessionId":[{"_typeName":"string","_value":${id}}]}`,
  }),
}
