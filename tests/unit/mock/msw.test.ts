import { setupServer } from 'msw/node'
import { expect, onTestFinished, test } from 'vitest'
import { connect } from '../../../src/client/index.ts'
import { handlers } from '../../../src/mock/msw.ts'
import { serve } from '../../support/http-server.ts'
import { principals } from '../../support/principals.ts'

const path = '/sdk/vim25/8.0.3.0/ServiceInstance/ServiceInstance/content'

/** Intercepts requests until the test is over. */
function intercept(...given: Parameters<typeof handlers>) {
  const server = setupServer(...handlers(...given))
  server.listen({ onUnhandledRequest: 'bypass' })
  onTestFinished(() => server.close())
}

test.each([
  'https://vcenter.example/sdk',
  'https://10.0.0.1:8443/',
  'https://[::1]:9443',
  'https://[2001:DB8::1]',
  'HTTPS://VCENTER.example:443',
  'https://vcenter.example/SDK/vim25/',
])('handlers for %s answer the requests to its origin, without the path that each has', async (url) => {
  intercept(url)
  expect((await fetch(new URL(path, url))).status).toBe(200)
})

test.each(['https://proxy.example/vcenter', 'https://proxy.example/behind/a/proxy/'])(
  'handlers for %s serve what connect asks for by the same URL, and nothing beside it',
  async (url) => {
    intercept(url)
    const session = await (await connect({ url })).login(principals.controller)
    expect(await session.terminateSessions(['unknown'])).toMatchObject({ fault: { _typeName: 'NotFound' } })
    await session.logout()
    for (const other of ['https://proxy.example', `${url.replace(/\/$/, '')}er`])
      await expect(fetch(`${other}${path}`)).rejects.toThrow('fetch failed')
  },
)

test('the same handlers serve two vCenters behind one proxy', async () => {
  const [one, other] = ['one', 'other'].map((name) => ({
    url: `https://proxy.example/${name}`,
    options: { sessionManager: name },
  }))
  if (one === undefined || other === undefined) throw new Error('not made')
  const server = setupServer(...[one, other].flatMap(({ url, options }) => handlers(url, undefined, options)))
  server.listen({ onUnhandledRequest: 'bypass' })
  onTestFinished(() => server.close())
  expect((await connect({ url: one.url })).sessionManager).toBe('one')
  expect((await connect({ url: other.url })).sessionManager).toBe('other')
})

test.each(['vcenter.example', 'localhost:8443', '', '/sdk', 'ftp://vcenter.example', 'file:///a', undefined as never])(
  'handlers for %o are refused in a sentence',
  (url) => {
    expect(() => handlers(url)).toThrow(new TypeError('invalid url: give https:// or http:// and the name of the host'))
  },
)

test('handlers do not answer the requests to another host', async () => {
  intercept('https://vcenter.example')
  const other = await serve((_, response) => response.end('not the mock'))
  expect(await (await fetch(`${other}${path}`)).text()).toBe('not the mock')
})

test('handlers pass the options of the app on', async () => {
  intercept('https://vcenter.example', undefined, { sessionManager: 'another-one' })
  const response = await fetch(`https://vcenter.example${path}`)
  expect(await response.json()).toMatchObject({ sessionManager: { value: 'another-one' } })
})
