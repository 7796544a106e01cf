import { describe, expect, test } from 'vitest'
import { runSuite } from '../../src/conformance/index.ts'
import { htmlReport } from '../../src/report/html/html.tsx'
import { jsonReport, readResult } from '../../src/report/json.ts'
import { matrixHtml } from '../../src/report/matrix/html.tsx'
import { matrixOf } from '../../src/report/matrix/matrix.ts'
import { mockTarget } from '../support/mock-target.ts'
import { mutantResult } from '../support/mutant-result.ts'
import { sampleResult } from '../support/sample-result.ts'
import { hasChromium } from './chromium.ts'
import { openPages } from './open-pages.ts'

describe.skipIf(!hasChromium())('the HTML reports in a browser', () => {
  const open = openPages(async () => {
    const [failing, passing] = [await mutantResult(), await runSuite(mockTarget())]
    const named = [failing, passing].map((result, index) => ({
      name: `run ${index}`,
      result: readResult(jsonReport(result)),
    }))
    return {
      'many-findings.html': htmlReport(
        await mutantResult('effect', 'ends the sessions only after sessionList has been read'),
      ),
      'failing.html': htmlReport(failing),
      'passing.html': htmlReport(passing),
      'every-verdict.html': htmlReport(sampleResult()),
      'matrix.html': matrixHtml(matrixOf(named)),
    }
  })

  test.each(['failing.html', 'passing.html', 'every-verdict.html', 'matrix.html'])(
    '%s opens without an error and loads no resource',
    async (name) => {
      const page = await open(name)
      expect(await page.title()).not.toBe('')
      const loaded = await page.evaluate(() => performance.getEntriesByType('resource').length)
      expect(loaded).toBe(0)
    },
  )

  test.each([
    ['failing.html', 400],
    ['every-verdict.html', 400],
    ['matrix.html', 400],
    ['failing.html', 1200],
  ])('no text of %s is cut off at a width of %i pixels', async (name, width) => {
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

  test('a verdict of the matrix is seen without scrolling at a width of 400 pixels', async () => {
    const page = await open('matrix.html', { viewport: { width: 400, height: 900 } })
    const box = await page.locator('tbody tr').nth(1).locator('td:visible').first().boundingBox()
    expect(box).not.toBeNull()
    expect((box?.x ?? 400) + 40).toBeLessThan(400)
  })

  test.each(['light', 'dark'] as const)(
    'every text has enough contrast with its background in the colour scheme %s',
    async (colorScheme) => {
      const page = await open('every-verdict.html', { colorScheme })
      await page.locator('.requirement').evaluateAll((all) => {
        for (const one of all) (one as HTMLDetailsElement).open = true
      })
      const contrasts = await page.evaluate(contrastsOnPage)
      expect(contrasts.length).toBeGreaterThan(30)
      expect(contrasts.filter(({ ratio }) => ratio < 4.5)).toEqual([])
    },
  )

  test('the verdict of each requirement has one line, within its column', async () => {
    const page = await open('every-verdict.html')
    const verdicts = page.locator('.requirement > summary .verdict')
    expect(await verdicts.allTextContents()).toContain('not decided')
    expect(await verdicts.evaluateAll(linesAndOverflow)).toEqual(Array(await verdicts.count()).fill([1, 0]))
  })

  test('failing requirements are unfolded for printing', async () => {
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

  test('a failing run is printed on at most eight pages for 22 findings, light also where the screen is dark', async () => {
    const page = await open('many-findings.html', { colorScheme: 'dark' })
    const pdf = await page.pdf({ format: 'A4' })
    const findings = await page.locator('.requirement.fail, .requirement.warn').count()
    const pages = pdf.toString('latin1').match(/\/Type\s*\/Page[^s]/g)?.length ?? 0
    expect(findings).toBeGreaterThan(20)
    expect(pages / findings).toBeLessThanOrEqual(8 / 22)
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
    expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe('rgb(255, 255, 255)')
  })

  test('markup that a target sends is shown as text', async () => {
    const page = await open('every-verdict.html')
    expect(await page.locator('.finding b').count()).toBe(0)
    expect(await page.locator('.requirement.fail .finding').textContent()).toContain('<b>on</b>')
  })
})

/** How many lines each element has, and by how much its text is wider than it. Runs in the page. */
function linesAndOverflow(elements: Element[]): [number, number][] {
  return elements.map((one) => {
    const range = document.createRange()
    range.selectNodeContents(one)
    return [range.getClientRects().length, Math.max(0, one.scrollWidth - one.clientWidth)]
  })
}

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
