import { describe, expect, test } from 'vitest'
import { htmlReport } from '../../src/report/html/html.tsx'
import { jsonReport, readResult } from '../../src/report/json.ts'
import { matrixHtml } from '../../src/report/matrix/html.tsx'
import { matrixOf, type NamedResult } from '../../src/report/matrix/matrix.ts'
import { mutantResult } from '../support/mutant-result.ts'
import { sampleResult } from '../support/sample-result.ts'
import { hasChromium } from './chromium.ts'
import { openPages } from './open-pages.ts'

const margin = { top: '1cm', bottom: '1cm', left: '1cm', right: '1cm' }

describe.skipIf(!hasChromium())('printed with the margins that a browser sets', () => {
  const open = openPages(async () => ({
    'matrix.html': matrixHtml(matrixOf(Array.from({ length: 24 }, (_, index) => namedRun(index)))),
    'effect.html': htmlReport(await mutantResult('effect', 'ends the sessions only after sessionList has been read')),
    'identity.html': htmlReport(await mutantResult('identity', 'ignores unknown ids')),
    'length.html': htmlReport(await mutantResult('length', 'ends all sessions of a list but the first')),
  }))

  test.each(
    ['effect.html', 'identity.html', 'length.html'].flatMap((name) => [
      [name, 'A4'] as const,
      [name, 'Letter'] as const,
    ]),
  )('the failing run %s takes at most eight pages of %s for 22 findings', async (name, format) => {
    const page = await open(name)
    const findings = await page.locator('.requirement:is(.fail, .warn, .unreached)').count()
    expect(findings).toBeGreaterThan(15)
    const pdf = await page.pdf({ format, margin })
    expect(pdf.toString('latin1').match(/\/Type\s*\/Page[^s]/g)?.length).toBeLessThanOrEqual(
      Math.max(8, Math.floor((findings * 8) / 22)),
    )
  })

  test.each(['effect.html', 'identity.html', 'length.html'])(
    'no title of %s stands apart from what follows, and no picture is cut',
    async (name) => {
      const page = await open(name, { viewport: { width: 718, height: 1000 } })
      await page.emulateMedia({ media: 'print' })
      const titles = await page.locator('h2, .requirement > summary').evaluateAll(breaksAfter)
      expect(new Set(titles)).toEqual(new Set(['avoid']))
      expect(await page.locator('figure:visible').evaluateAll(cut)).toEqual([])
    },
  )

  test('the signs of the pictures are explained on paper, though their table is closed on the screen', async () => {
    const page = await open('identity.html', { viewport: { width: 718, height: 1000 } })
    expect(await page.locator('.legend td').first().isVisible()).toBe(false)
    await page.emulateMedia({ media: 'print' })
    expect(await page.locator('.legend td').first().isVisible()).toBe(true)
  })

  test('every run of a matrix of 24 is printed, once, and none is cut', async () => {
    // As wide as the paper within its margins, where the browser makes what is wider smaller, down to two thirds.
    const page = await open('matrix.html', { viewport: { width: 718, height: 1000 } })
    expect(await page.locator('thead th:visible').count()).toBe(26)
    await page.emulateMedia({ media: 'print' })
    expect(await page.locator('thead th:visible').count()).toBe(24 + 3 * 2)
    const edges = await page.locator('td:visible').evaluateAll(rightEdges)
    expect(Math.max(...edges)).toBeLessThanOrEqual(718 * 1.5)
  })
})

/** A run of a target whose name is as long as names of builds are. */
function namedRun(index: number): NamedResult {
  const target = { ...sampleResult().target, name: `build ${index} of the branch release/8.0.3-patch` }
  return { name: `run ${index}`, result: readResult(jsonReport(sampleResult({ target, verdict: 'nonconformant' }))) }
}

/** Runs in the page. */
function breaksAfter(elements: Element[]): string[] {
  return elements.map((one) => getComputedStyle(one).breakAfter)
}

/** The right edge of each cell that is seen. Runs in the page. */
function rightEdges(cells: Element[]): number[] {
  return cells.map((cell) => cell.getBoundingClientRect().right)
}

/** The figures that are wider than their place, by their text. Runs in the page. */
function cut(figures: Element[]): (string | null)[] {
  return figures.filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth).map((one) => one.textContent)
}
