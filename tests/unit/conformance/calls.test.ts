import { expect, test } from 'vitest'
import type { Fetch } from '../../../src/client/index.ts'
import { requirements, runSuite } from '../../../src/conformance/index.ts'
import { mockTarget } from '../../support/mock-target.ts'
import { createRepeatable } from '../../support/repeatable.ts'

/** Every TerminateSession that a requirement's check makes of a sound server, with sessions, tokens and ids by what they are. */
async function callsOf(id: string): Promise<string[]> {
  const vcenter = createRepeatable()
  const calls: string[] = []
  const names = new Map<string, string>()
  const nameOf = (word: string) => names.get(word) ?? 'an invented id'
  const named = (text: string) =>
    [...names].reduce(
      (told, [word, name]) =>
        told.replaceAll(word, `‹${name}›`).replaceAll(word.toUpperCase(), `‹${name} in capitals›`),
      text.replaceAll(/52[0-9a-f]{6}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, (key) => (names.has(key) ? key : '‹invented›')),
    )
  const around =
    (fetch: Fetch): Fetch =>
    async (request) => {
      const { pathname, search } = new URL(request.url)
      if (pathname.endsWith('/TerminateSession')) {
        const body = request.body === null ? 'no body' : await request.clone().text()
        const token = request.headers.get('vmware-api-session-id')
        const type = request.headers.get('content-type')
        const path = pathname.replace('/sdk/vim25/8.0.3.0/SessionManager/SessionManager/TerminateSession', '')
        const by = token === null ? 'no token' : nameOf(token)
        calls.push(
          named(`${request.method} ${path}${search} ${type ?? 'no type'} by ${by}: ${body}`).replaceAll(
            'application/json',
            'JSON',
          ),
        )
      }
      const asked = request.clone()
      const response = await fetch(request)
      if (pathname.endsWith('/Login')) {
        const { key } = (await response.clone().json()) as { key: string }
        const { userName } = (await asked.json()) as { userName: string }
        const name = names.size === 0 ? 'controller' : `${userName.split('@')[0]} ${names.size / 2}`
        names.set(key, `key of ${name}`).set(response.headers.get('vmware-api-session-id') ?? '', `token of ${name}`)
      }
      return response
    }
  await runSuite(mockTarget({ vcenter, around }), { only: [id], concurrency: 1, seed: 1 })
  return calls
}

// What is drawn at random is judged elsewhere.
const drawn = ['terminate.sequence.model']

test('what each check sends of a sound server', async () => {
  const table: string[] = []
  for (const { id } of requirements.filter(({ id }) => !drawn.includes(id))) {
    table.push(id, ...(await callsOf(id)).map((call) => `  ${call}`), '')
  }
  await expect(table.join('\n')).toMatchFileSnapshot('calls.txt')
})
