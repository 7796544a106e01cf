import { expect, test } from 'vitest'
import { createOperations } from '../../../src/client/index.ts'
import { knownReleases, negotiateRelease } from '../../../src/client/release.ts'

/** The release that is agreed on with a server that answers hello with this response. */
const agreedOn = (response: Response) =>
  negotiateRelease(createOperations({ baseUrl: 'https://vcenter.example', fetch: async () => response }))

test('negotiateRelease offers every known release, the newest first', async () => {
  const bodies: unknown[] = []
  const fetch = async (request: Request) => {
    bodies.push(await request.json())
    return Response.json({ api_release: '8.0.3.0' })
  }
  await negotiateRelease(createOperations({ baseUrl: 'https://vcenter.example', fetch }))
  expect(bodies).toEqual([{ api_releases: [...knownReleases] }])
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
