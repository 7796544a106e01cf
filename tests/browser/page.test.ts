import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { runSuite } from '../../src/conformance/index.ts'
import { harReport } from '../../src/report/har/write.ts'
import { htmlReport } from '../../src/report/html/html.tsx'
import { jsonReport, readResult } from '../../src/report/json.ts'
import { matrixHtml } from '../../src/report/matrix/html.tsx'
import { matrixOf } from '../../src/report/matrix/matrix.ts'
import { families } from '../mutation/mutants/index.ts'
import { mockTarget } from '../support/mock-target.ts'
import { sampleResult } from '../support/sample-result.ts'
import { hasChromium, launch } from './chromium.ts'

describe.skipIf(!hasChromium())('in a browser', () => {
  let browser: Browser
  let folder: string
  const pages: Record<string, string> = {}

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'vijson-'))
    const mutant = Object.values(families)
      .flat()
      .find(({ defect }) => defect === 'goes on after an unknown id, not after the own')
    const failing = await runSuite(mutant?.make() ?? mockTarget())
    const passing = await runSuite(mockTarget())
    const write = (name: string, text: string) => {
      writeFileSync(join(folder, name), text)
      pages[name] = pathToFileURL(join(folder, name)).href
    }
    write('failing.html', htmlReport(failing))
    write('passing.html', htmlReport(passing))
    write('every-verdict.html', htmlReport(sampleResult()))
    write(
      'matrix.html',
      matrixHtml(
        matrixOf(
          [failing, passing].map((result, index) => ({ name: `run ${index}`, result: readResult(jsonReport(result)) })),
        ),
      ),
    )
    write('run.har', harReport(passing))
    browser = await launch()
  })
  afterAll(async () => {
    await browser.close()
    rmSync(folder, { recursive: true })
  })

  /** Opens a page, and fails a test that the page complains under. */
  async function open(name: string, options: BrowserContextOptions = {}, hash = ''): Promise<Page> {
    const context = await browser.newContext({ viewport: { width: 1200, height: 900 }, ...options })
    const page = await context.newPage()
    const complaints: string[] = []
    page.on('console', (message) => complaints.push(message.text()))
    page.on('pageerror', (error) => complaints.push(error.message))
    page.on('requestfailed', (request) => complaints.push(request.url()))
    await page.goto(`${pages[name]}${hash}`)
    onTestFinished(async () => {
      await context.close()
      expect(complaints).toEqual([])
    })
    return page
  }

  const idsShown = (page: Page) => page.locator('.requirement:visible > summary code').allTextContents()
  const idsOf = (page: Page, selector: string) => page.locator(`${selector} > summary code`).allTextContents()

  test.each(['failing.html', 'passing.html', 'every-verdict.html', 'matrix.html'])(
    '%s opens without a complaint, and asks for nothing',
    async (name) => {
      const page = await open(name)
      expect(await page.title()).not.toBe('')
      const asked = await page.evaluate(() => performance.getEntriesByType('resource').length)
      expect(asked).toBe(0)
    },
  )

  test('a failing requirement is seen without scrolling, unfolded, and with a picture of what is wrong', async () => {
    const page = await open('failing.html')
    const first = page.locator('.requirement').first()
    expect(await first.getAttribute('class')).toContain('fail')
    expect(await first.evaluate((one) => (one as HTMLDetailsElement).open)).toBe(true)
    const box = await first.locator('.finding').boundingBox()
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThan(900)
    expect(await first.locator('svg .not-as-wanted').count()).toBeGreaterThan(0)
    expect(await first.locator('svg').first().getAttribute('aria-label')).toMatch(
      /the controller calls with session 1 at place 2, 1 ids of nobody; the answer is NotFound\. .*session 1 should be alive: sessionList says dead, its own token says dead\./,
    )
    expect(await page.locator('.pass svg .not-as-wanted').count()).toBe(0)
  })

  test('every check that made a call has a picture', async () => {
    const page = await open('passing.html')
    const without = await page.locator('.requirement:not(:has(svg))').count()
    expect(without).toBe(0)
  })

  test('boxes filter by verdict and by level, and the count follows', async () => {
    const page = await open('failing.html')
    const fails = await idsOf(page, '.requirement.fail')
    const recorded = await idsOf(page, '.requirement[data-level=observed]')
    expect(
      await page
        .getByLabel(/^recorded/)
        .locator('xpath=..')
        .textContent(),
    ).toBe(`recorded (${recorded.length})`)
    await page.getByLabel(/^pass/).uncheck()
    expect(await idsShown(page)).toEqual([...fails, ...recorded])
    await page.getByLabel(/^recorded/).uncheck()
    expect(await idsShown(page)).toEqual(fails)
    expect(await page.getByRole('status').textContent()).toBe(`${fails.length} of 39 requirements shown`)
    expect(await page.locator('main section:visible').count()).toBe(1)
    await page.getByLabel(/^must/).uncheck()
    const shoulds = await idsOf(page, '.requirement.fail[data-level=should]')
    expect(await idsShown(page)).toEqual(shoulds)
    await page.getByLabel(/^pass/).check()
    await page.getByLabel(/^recorded/).check()
    await page.getByLabel(/^must/).check()
    expect((await idsShown(page)).length).toBe(39)
  })

  test('boxes filter without a script, too', async () => {
    const page = await open('failing.html', { javaScriptEnabled: false })
    await page.getByLabel(/^pass/).uncheck()
    expect(await page.locator('.requirement[data-verdict=pass]:visible').count()).toBe(0)
    expect(await page.locator('.requirement[data-verdict=fail]:visible').count()).toBeGreaterThan(0)
  })

  test('a link to a requirement opens it', async () => {
    const page = await open('passing.html', {}, '#terminate.identity.exact')
    const target = page.locator('[id="terminate.identity.exact"]')
    expect(await target.evaluate((one) => (one as HTMLDetailsElement).open)).toBe(true)
    await expect.poll(async () => (await target.boundingBox())?.y).toBeLessThan(900)
    await page.evaluate(() => {
      location.hash = '#terminate.path.unknown-moid'
    })
    const other = page.locator('[id="terminate.path.unknown-moid"]')
    await expect.poll(() => other.evaluate((one) => (one as HTMLDetailsElement).open)).toBe(true)
  })

  test('a keyboard is enough', async () => {
    const page = await open('passing.html')
    await page.keyboard.press('Tab')
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('verdict-pass')
    await page.keyboard.press('Space')
    expect(await page.locator('.requirement[data-verdict=pass]:visible').count()).toBe(0)
    await page.keyboard.press('Space')
    for (let presses = 0; presses < 5; presses += 1) await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    expect(await page.locator('.requirement[open]').count()).toBe(1)
  })

  test.each([
    ['failing.html', 400],
    ['every-verdict.html', 400],
    ['matrix.html', 400],
    ['failing.html', 1200],
  ])('nothing of %s is cut off at %i pixels', async (name, width) => {
    const page = await open(name, { viewport: { width, height: 900 } })
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
    const cut = await page
      .locator('summary code:visible, .statement:visible, .finding:visible, h1')
      .evaluateAll(
        (all) =>
          all.filter((one) => one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).display !== 'inline')
            .length,
      )
    expect(cut).toBe(0)
  })

  test.each(['light', 'dark'] as const)('every text stands out from what is behind it: %s', async (colorScheme) => {
    const page = await open('every-verdict.html', { colorScheme })
    await page.locator('.requirement').evaluateAll((all) => {
      for (const one of all) (one as HTMLDetailsElement).open = true
    })
    const contrasts = await page.evaluate(contrastsOnPage)
    expect(contrasts.length).toBeGreaterThan(30)
    expect(contrasts.filter(({ ratio }) => ratio < 4.5)).toEqual([])
  })

  test('what failed is unfolded on paper', async () => {
    const page = await open('failing.html')
    await page.locator('.requirement.fail').evaluateAll((all) => {
      for (const one of all) (one as HTMLDetailsElement).open = false
    })
    await page.evaluate(() => dispatchEvent(new Event('beforeprint')))
    await page.emulateMedia({ media: 'print' })
    expect(await page.locator('.requirement.fail .finding:visible').count()).toBeGreaterThan(0)
    expect(await page.locator('.filters:visible').count()).toBe(0)
    expect((await page.pdf()).length).toBeGreaterThan(10_000)
  })

  test('what a target sends cannot become part of the page', async () => {
    const page = await open('every-verdict.html')
    expect(await page.locator('.finding b').count()).toBe(0)
    expect(await page.locator('.requirement.fail .finding').textContent()).toContain('<b>on</b>')
  })

  test('the recorded run is one that a browser takes its answers from', async () => {
    const context = await browser.newContext()
    onTestFinished(() => context.close())
    const page = await context.newPage()
    await page.routeFromHAR(join(folder, 'run.har'))
    const answer = await page.goto('https://mock.invalid/sdk/vim25/8.0.3.0/ServiceInstance/ServiceInstance/content')
    expect(answer?.status()).toBe(200)
    expect(await answer?.json()).toMatchObject({ about: { fullName: 'VI JSON mock 8.0.3' } })
  })
})

/** The contrast of every piece of text with its background. Runs in the page. */
function contrastsOnPage(): { text: string; ratio: number }[] {
  const channels = (colour: string) => (colour.match(/[\d.]+/g) ?? []).map(Number)
  const luminance = (colour: string) => {
    const [r = 0, g = 0, b = 0] = channels(colour).map((channel) => {
      const share = channel / 255
      return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
    })
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
  }
  const backgroundOf = (element: Element | null): string => {
    if (element === null) return getComputedStyle(document.documentElement).backgroundColor
    const { backgroundColor } = getComputedStyle(element)
    return channels(backgroundColor)[3] === 0 ? backgroundOf(element.parentElement) : backgroundColor
  }
  return [...document.querySelectorAll('body *')]
    .filter((element) => element.closest('svg') === null && element.tagName !== 'SCRIPT')
    .filter((element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim()))
    .map((element) => {
      const [one = 0, other = 0] = [luminance(getComputedStyle(element).color), luminance(backgroundOf(element))].sort(
        (a, b) => b - a,
      )
      return { text: element.textContent?.slice(0, 40) ?? '', ratio: (one + 0.05) / (other + 0.05) }
    })
}
