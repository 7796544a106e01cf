import { expect, test } from 'vitest'
import type { Send } from '../../../src/client/message.ts'
import { knownReleases, negotiateRelease } from '../../../src/client/release.ts'

const url = 'https://vcenter.example'
const whole = async (response: Response) => ({
  status: response.status,
  headers: response.headers,
  body: new Uint8Array(await response.arrayBuffer()),
})

/** The release that is agreed on with a server that answers hello with this response. */
const agreedOn = (response: Response) => negotiateRelease(url, async () => whole(response))

test('negotiateRelease offers every known release, the newest first', async () => {
  const sent: unknown[] = []
  const send: Send = async (request) => {
    sent.push([request.method, request.url, JSON.parse(request.body ?? '')])
    return whole(Response.json({ api_release: '8.0.3.0' }))
  }
  await negotiateRelease(url, send)
  expect(sent).toEqual([['POST', `${url}/api/vcenter/system?action=hello`, { api_releases: [...knownReleases] }]])
})

test.each(['9.1.1.0', '8.0.3.0', '8.0.2.0'])(
  'negotiateRelease takes %s where the server agrees on it',
  async (release) => {
    expect(await agreedOn(Response.json({ api_release: release }))).toBe(release)
  },
)

test.each<[title: string, () => Response]>([
  ['has no hello', () => new Response('not found', { status: 404 })],
  ['has no release in common', () => Response.json({ api_release: '' })],
  ['agrees on a release that was not offered', () => Response.json({ api_release: '7.0.0.0' })],
  ['answers hello with null', () => Response.json(null)],
  ['answers hello with something that is not JSON', () => new Response('<html>')],
])('negotiateRelease takes the oldest release where the server %s', async (_, respond) => {
  expect(await agreedOn(respond())).toBe('8.0.1.0')
})
