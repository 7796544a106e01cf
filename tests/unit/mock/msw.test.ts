import { setupServer } from 'msw/node'
import { expect, onTestFinished, test } from 'vitest'
import { handlers } from '../../../src/mock/msw.ts'
import { serve } from '../../support/http-server.ts'

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
])('handlers for %s answer the requests to its origin, whatever its path', async (url) => {
  intercept(url)
  expect((await fetch(new URL(path, url))).status).toBe(200)
})

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
