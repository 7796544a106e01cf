import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { htmlFolder, htmlReport } from '../../src/report/html/html.tsx'
import { mutantResult } from '../support/mutant-result.ts'
import { hasChromium, launch } from './chromium.ts'

/** The policy with which Jenkins serves the artifacts of a build (https://www.jenkins.io/doc/book/security/configuring-content-security-policy/). */
const policy = "sandbox allow-same-origin; default-src 'none'; img-src 'self'; style-src 'self';"

describe.skipIf(!hasChromium())('a report that is served under a strict policy', () => {
  let browser: Browser
  let url: string
  let close: () => void
  beforeAll(async () => {
    const result = await mutantResult()
    const files: Record<string, string> = { ...htmlFolder(result), 'single.html': htmlReport(result) }
    const server = createServer((request, response) => {
      const name = (request.url ?? '/').slice(1)
      const type = name.endsWith('.css') ? 'text/css' : name.endsWith('.js') ? 'text/javascript' : 'text/html'
      response
        .setHeader('content-security-policy', policy)
        .setHeader('content-type', `${type}; charset=utf-8`)
        .end(files[name])
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    close = () => server.close()
    browser = await launch()
  })
  afterAll(async () => {
    await browser.close()
    close()
  })

  test('as a folder, it has its style, and its boxes filter', async () => {
    const page = await browser.newPage()
    await page.goto(`${url}/index.html`)
    expect(await page.locator('.conclusion').evaluate((one) => getComputedStyle(one).borderLeftStyle)).toBe('solid')
    await page.getByLabel(/^pass/).uncheck()
    expect(await page.locator('.requirement[data-verdict=pass]:visible').count()).toBe(0)
    expect(await page.locator('.requirement[data-verdict=fail]:visible').count()).toBeGreaterThan(0)
  })

  test('as one file, it has no style, and says everything: the headline, the block, a table, and a picture in which nothing is covered', async () => {
    const page = await browser.newPage()
    await page.goto(`${url}/single.html`)
    expect(await page.locator('.conclusion').evaluate((one) => getComputedStyle(one).borderLeftStyle)).toBe('none')
    expect(await page.locator('h1').textContent()).toContain('nonconformant')
    const failing = page.locator('.requirement.fail').first()
    const [verdict, id, level] = ['.verdict', 'code', '.level'].map((one) => failing.locator(`summary ${one}`).first())
    const words = await Promise.all([verdict, id, level].map((one) => one?.textContent()))
    expect(await failing.locator('summary').first().textContent()).toMatch(new RegExp(`^${words.join(' ')}: [A-Z]`))
    // Boxes that filter nothing would mislead.
    expect(await page.getByRole('checkbox').count()).toBe(0)
    expect(await failing.locator('dl.finding dt').allTextContents()).toEqual(
      expect.arrayContaining(['Expected', 'Seen']),
    )
    expect(await failing.locator('.exchanges thead th').allTextContents()).toEqual(['no.', 'request', 'answer', 'ms'])
    const frame = failing.locator('svg .not-as-wanted').first()
    expect(await frame.evaluate((one) => [getComputedStyle(one).fill, getComputedStyle(one).stroke])).toEqual([
      'none',
      'rgb(255, 0, 0)',
    ])
    const lane = failing.locator('svg .lane').first()
    expect(await lane.evaluate((one) => getComputedStyle(one).stroke)).not.toBe('none')
  })
})
