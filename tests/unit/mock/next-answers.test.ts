import { expect, test } from 'vitest'
import { createVCenter, fault } from '../../../src/mock/index.ts'
import { serviceInstanceMembers, sessionManagerMembers } from '../../../src/mock/members.ts'
import { memberNames } from '../../../src/mock/next-answers.ts'
import { propertyCollectorMembers } from '../../../src/mock/property-collector.ts'

test('the members that next knows are those of the mock', () => {
  const members = [sessionManagerMembers, serviceInstanceMembers('', '8.0.3.0'), propertyCollectorMembers({})]
  expect([...memberNames].sort()).toEqual(members.flatMap((some) => Object.keys(some)).sort())
})

test.each(['terminateSession', 'Terminate', '', 'toString', undefined, null, 5])(
  'next refuses the member %o',
  (member) => {
    expect(() => createVCenter().next(member as never, fault('NotFound'))).toThrow(
      new TypeError(`the mock has no member ${JSON.stringify(member)}; it has ${memberNames.join(', ')}`),
    )
  },
)

/** A response whose body is read. */
async function used(): Promise<Response> {
  const response = new Response('x')
  await response.text()
  return response
}

/** A response whose body is being read. */
function locked(): Response {
  const response = new Response('x')
  response.body?.getReader()
  return response
}

const noAnswer = "the mock answers with a Response, or with a fault: fault('NotFound')"
const wasRead = 'the mock cannot answer with a Response whose body was read; give a clone of it, or a new one'

test.each<[string, unknown, string]>([
  ...[undefined, null, 'NotFound', 5, {}, [], new Error('x'), { _typeName: 'NotFound' }, fault('NotFound').fault].map(
    (answer): [string, unknown, string] => [String(JSON.stringify(answer)), answer, noAnswer],
  ),
  ['a used response', await used(), wasRead],
  ['a response that is being read', locked(), wasRead],
  ['no response', Response.error(), 'the mock cannot answer with Response.error()'],
])('next refuses the answer %s at once', (_, answer, sentence) => {
  const vcenter = createVCenter()
  expect(() => vcenter.next('Login', answer as never)).toThrow(new TypeError(sentence))
  expect(vcenter.takeNext('Login')).toBeUndefined()
})

test('one response may be given several times, and with an empty body', async () => {
  const vcenter = createVCenter()
  const busy = new Response('busy', { status: 503 })
  for (const answer of [busy, busy, new Response(null, { status: 204 })]) vcenter.next('Login', answer)
  const taken = [1, 2, 3].map(() => vcenter.takeNext('Login'))
  const texts = await Promise.all(taken.map((one) => (one instanceof Response ? one.text() : 'none')))
  expect(texts).toEqual(['busy', 'busy', ''])
})
