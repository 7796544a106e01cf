import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { requirements, runSuite } from '../../src/conformance/index.ts'
import { htmlReport } from '../../src/report/html/html.tsx'
import { mockTarget } from '../support/mock-target.ts'
import { mutantResult } from '../support/mutant-result.ts'
import { hasChromium } from './chromium.ts'
import { openPages } from './open-pages.ts'

const idsShown = (page: Page) => page.locator('.requirement:visible > summary code').allTextContents()
const idsOf = (page: Page, selector: string) => page.locator(`${selector} > summary code`).allTextContents()

describe.skipIf(!hasChromium())('the HTML report in a browser', () => {
  const open = openPages(async () => ({
    'failing.html': htmlReport(await mutantResult()),
    'passing.html': htmlReport(await runSuite(mockTarget())),
  }))

  test('the boxes filter by verdict and by level, and the count follows', async () => {
    const page = await open('failing.html')
    const unmet = [...(await idsOf(page, '.requirement.fail')), ...(await idsOf(page, '.requirement.unreached'))]
    const recorded = await idsOf(page, '.requirement[data-level=observed]')
    expect(await page.getByLabel(/^info/).locator('xpath=..').textContent()).toBe(`info (${recorded.length})`)
    await page.getByLabel(/^pass/).uncheck()
    expect(await idsShown(page)).toEqual([...unmet, ...recorded])
    await page.getByLabel(/^info/).uncheck()
    expect(await idsShown(page)).toEqual(unmet)
    expect(await page.getByRole('status').textContent()).toBe(
      `${unmet.length} of ${requirements.length} requirements shown`,
    )
    expect(await page.locator('main section:visible').count()).toBe(1)
    await page.getByLabel(/^must/).uncheck()
    const shoulds = await idsOf(page, ':is(.requirement.fail, .requirement.unreached)[data-level=should]')
    expect(await idsShown(page)).toEqual(shoulds)
    await page.getByLabel(/^pass/).check()
    await page.getByLabel(/^info/).check()
    await page.getByLabel(/^must/).check()
    expect((await idsShown(page)).length).toBe(requirements.length)
  })

  test('the boxes filter without a script, too', async () => {
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

  test('a search shows the requirements that contain every word, and the address keeps it', async () => {
    const page = await open('failing.html')
    const search = page.getByRole('searchbox', { name: 'search in requirements' })
    await search.fill('Letter CASE')
    const found = await idsShown(page)
    expect(found).toContain('terminate.identity.letter-case')
    expect(found.length).toBeLessThan(requirements.length / 2)
    expect(await page.getByRole('status').textContent()).toBe(
      `${found.length} of ${requirements.length} requirements shown`,
    )
    expect(page.url()).toMatch(/\?search=Letter\+CASE$/)
    await page.reload()
    expect([await search.inputValue(), await idsShown(page)]).toEqual(['Letter CASE', found])
    await search.fill('')
    expect((await idsShown(page)).length).toBe(requirements.length)
    expect(page.url()).not.toContain('?')
  })

  test('"failures only" shows what needs to be looked at, and the address keeps it', async () => {
    const page = await open('failing.html')
    const unmet = [...(await idsOf(page, '.requirement.fail')), ...(await idsOf(page, '.requirement.unreached'))]
    const button = page.getByRole('button', { name: 'failures only' })
    await button.click()
    expect([await idsShown(page), await button.getAttribute('aria-pressed')]).toEqual([unmet, 'true'])
    await page.reload()
    expect(await idsShown(page)).toEqual(unmet)
    await button.click()
    expect((await idsShown(page)).length).toBe(requirements.length)
  })

  test('"expand all" unfolds every requirement, and folds them again', async () => {
    const page = await open('passing.html')
    await page.getByRole('button', { name: 'expand all' }).click()
    expect(await page.locator('.requirement[open]').count()).toBe(requirements.length)
    await page.getByRole('button', { name: 'fold all' }).click()
    expect(await page.locator('.requirement[open]').count()).toBe(0)
  })

  test('the page can be used with the keyboard alone', async () => {
    const page = await open('passing.html')
    await page.keyboard.press('Tab')
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('verdict-pass')
    await page.keyboard.press('Space')
    expect(await page.locator('.requirement[data-verdict=pass]:visible').count()).toBe(0)
    await page.keyboard.press('Space')
    const isOnRequirement = () => page.evaluate(() => document.activeElement?.closest('.requirement') !== null)
    for (let presses = 0; presses < 15 && !(await isOnRequirement()); presses += 1) await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    expect(await page.locator('.requirement[open]').count()).toBe(1)
  })
})
