import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { type Exchange, runSuite } from '../../src/conformance/index.ts'
import { harReport } from '../../src/report/har/write.ts'
import { hasChromium, launch } from '../browser/chromium.ts'
import { hostileTexts } from '../support/hostile-texts.ts'
import { mockTarget } from '../support/mock-target.ts'
import { mutantResult } from '../support/mutant-result.ts'
import { sampleExchange } from '../support/sample-exchange.ts'
import { sampleResult } from '../support/sample-result.ts'

describe.skipIf(!hasChromium())('a page that is served from a HAR file', () => {
  let browser: Browser
  let folder: string
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'vijson-'))
    browser = await launch()
  }, 60_000)
  afterAll(async () => {
    await browser.close()
    rmSync(folder, { recursive: true })
  })

  /** A page whose every request to a target is answered from a HAR file. */
  async function pageOf(har: string, url: string): Promise<Page> {
    const file = join(folder, 'run.har')
    writeFileSync(file, har)
    const context = await browser.newContext()
    onTestFinished(() => context.close())
    const page = await context.newPage()
    await page.routeFromHAR(file, { notFound: 'abort' })
    // A blank page of the same origin, which may request the URLs of the file.
    await page.route(`${url}/`, (route) => route.fulfill({ contentType: 'text/html', body: '' }))
    await page.goto(`${url}/`)
    return page
  }

  /** The answer that the page gets to a request. */
  async function answerTo(page: Page, url: string, { method, path, query, body }: Exchange) {
    return page.evaluate(
      async ({ address, init }) => {
        const response = await fetch(address, init)
        return { status: response.status, text: await response.text() }
      },
      { address: `${url}${path}${query}`, init: { method, ...(body === undefined ? {} : { body }) } },
    )
  }

  test('gets the recorded answer to each request that was made once', async () => {
    const result = await mutantResult()
    const { url } = result.target
    const keyOf = ({ method, path, query, body }: Exchange) => [method, path, query, body].join(' ')
    const keys = result.exchanges.map(keyOf)
    const once = result.exchanges.flatMap((exchange, index) => {
      const isUnique = keys.indexOf(keyOf(exchange)) === index && keys.lastIndexOf(keyOf(exchange)) === index
      const { answer, method, body = '' } = exchange
      // Playwright distinguishes requests to the same URL by their bodies, where both have one.
      if (method === 'POST' && body === '') return []
      return isUnique && answer.kind === 'answered' && answer.body.kind === 'kept'
        ? [{ exchange, answer: { status: answer.status, text: answer.body.text } }]
        : []
    })
    expect(new Set(once.map(({ answer }) => answer.status))).toEqual(new Set([200, 204, 404, 500]))
    const exchanges = once.map(({ exchange }) => exchange)
    const page = await pageOf(harReport({ ...result, exchanges }), url)
    for (const { exchange, answer } of once) expect(await answerTo(page, url, exchange)).toEqual(answer)
  })

  test('gets hostile texts as they were recorded', async () => {
    const { url } = sampleResult().target
    // A lone surrogate cannot be sent as UTF-8.
    const texts = hostileTexts.map(([, text]) => text).filter((text) => !/\p{Cs}/u.test(text))
    const exchanges = texts.map((text, index) =>
      sampleExchange({
        index,
        sentAs: 2 * index,
        path: `/sdk/${index}`,
        body: text,
        answer: {
          kind: 'answered',
          place: 2 * index + 1,
          status: 500,
          headers: [['content-type', 'application/json; charset=utf-8']],
          body: { kind: 'kept', text },
        },
      }),
    )
    const page = await pageOf(harReport(sampleResult({ exchanges })), url)
    const answers = []
    for (const exchange of exchanges) answers.push(await answerTo(page, url, exchange))
    expect(answers).toEqual(texts.map((text) => ({ status: 500, text })))
  })

  test('gets no answer to a request that was not recorded', async () => {
    const { url } = sampleResult().target
    const page = await pageOf(harReport(sampleResult({ exchanges: [sampleExchange()] })), url)
    await expect(answerTo(page, url, sampleExchange({ body: '{}' }))).rejects.toThrow('TypeError: Failed to fetch')
  })

  test('gets the content of a real run', async () => {
    const result = await runSuite(mockTarget())
    const page = await pageOf(harReport(result), result.target.url)
    const answer = await page.goto(`${result.target.url}/sdk/vim25/8.0.3.0/ServiceInstance/ServiceInstance/content`)
    expect(answer?.status()).toBe(200)
    expect(await answer?.json()).toMatchObject({ about: { fullName: 'VI JSON mock 8.0.3' } })
  })
})
