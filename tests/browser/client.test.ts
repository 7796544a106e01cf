import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { startServer } from '../../src/mock/server.ts'
import { hasChromium, launch } from './chromium.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const require = createRequire(import.meta.url)

/** A module and what it imports from the built package, as a bundler makes it for a browser. */
async function bundle(source: string): Promise<{ code: string; inputs: string[] }> {
  const { outputFiles, metafile } = await build({
    stdin: { contents: source, resolveDir: root, loader: 'ts' },
    bundle: true,
    format: 'esm',
    platform: 'browser',
    write: false,
    metafile: true,
    logLevel: 'silent',
  })
  return { code: outputFiles[0]?.text ?? '', inputs: Object.keys(metafile.inputs) }
}

/** Ends a session of a connection that `connect` makes, and says what came of it and of the mistakes that the page knows. */
const endsSession = (connect: string, url: string) => `
  ${connect}
  const { login, about } = await connect({ url: ${JSON.stringify(url)} })
  const credentials = { userName: 'administrator@vsphere.local', password: 'VMware1!' }
  const [session, other] = [await login(credentials), await login(credentials)]
  const outcomes = [
    await session.terminateSessions([other.key]),
    await session.terminateSessions([other.key]),
    await session.terminateSessions([session.key]),
  ]
  await session.logout()
  window.told = JSON.stringify([about.apiType, ...outcomes.map((one) => one.kind === 'fault' ? one.fault._typeName : one.kind)])
`

const outcomes = ['VirtualCenter', 'terminated', 'NotFound', 'InvalidArgument']

describe.skipIf(!hasChromium())('the client in a browser', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await launch()
  })
  afterAll(() => browser.close())

  /** Runs a module in a page of an origin of its own, with files beside it. @returns what it tells. @throws what goes wrong in it. */
  async function runInPage(code: string, files: Record<string, string> = {}): Promise<unknown> {
    const served: Record<string, [type: string, text: string]> = {
      '/': ['text/html', '<!doctype html><title>page</title><script type="module" src="/page.js"></script>'],
      '/page.js': ['text/javascript', code],
      ...Object.fromEntries(Object.entries(files).map(([path, text]) => [path, ['text/javascript', text]])),
    }
    const server = createServer(({ url = '/' }, response) => {
      const [type, text] = served[url] ?? ['text/plain', '']
      response.writeHead(type === 'text/plain' ? 404 : 200, { 'content-type': type }).end(text)
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const page = await browser.newPage()
    onTestFinished(async () => {
      await page.close()
      server.closeAllConnections()
      server.close()
    })
    const failed = new Promise<never>((_, reject) => page.on('pageerror', reject))
    failed.catch(() => {}) // It may fail when nobody waits any more.
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
    await Promise.race([page.waitForFunction('window.told !== undefined'), failed])
    return JSON.parse(String(await page.evaluate('window.told')))
  }

  test('a bundle of it contains openapi-fetch and nothing of Node', async () => {
    const { inputs } = await bundle("export * from 'vijson-conformance'")
    const packages = new Set(inputs.flatMap((input) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(input)?.[1] ?? []))
    expect([...packages]).toEqual(['openapi-fetch'])
  })

  test('ends a session of the mock over HTTP, from a page of another origin', async () => {
    const mock = await startServer()
    onTestFinished(() => mock.close())
    const { code } = await bundle(endsSession("import { connect } from 'vijson-conformance'", mock.url))
    expect(await runInPage(code)).toEqual(outcomes)
    expect(mock.vcenter.sessions.size).toBe(0)
  })

  test("ends a session of the mock through msw's service worker", async () => {
    const url = 'https://vcenter.example'
    const { code } = await bundle(`
      import { setupWorker } from 'msw/browser'
      import { handlers } from 'vijson-conformance/msw'
      await setupWorker(...handlers('${url}')).start({ quiet: true })
      ${endsSession("const { connect } = await import('vijson-conformance')", url)}`)
    const worker = await readFile(require.resolve('msw/mockServiceWorker.js'), 'utf8')
    expect(await runInPage(code, { '/mockServiceWorker.js': worker })).toEqual(outcomes)
  })

  test('an option that needs Node is refused in a sentence', async () => {
    const { code } = await bundle(`
      import { connect } from 'vijson-conformance'
      const refused = (options) => connect({ url: 'https://vcenter.example', ...options }).catch((error) => error.message)
      window.told = JSON.stringify([await refused({ tls: { insecure: true } }), await refused({ connections: 1 })])`)
    expect(await runInPage(code)).toEqual([
      expect.stringMatching(/^the options under tls need Node/),
      expect.stringMatching(/^the option connections needs Node/),
    ])
  })
})
