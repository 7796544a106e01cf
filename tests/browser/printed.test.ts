import { describe, expect, test } from 'vitest'
import { htmlReport } from '../../src/report/html/html.tsx'
import { mutantResult } from '../support/mutant-result.ts'
import { hasChromium } from './chromium.ts'
import { openPages } from './open-pages.ts'

const margin = { top: '1cm', bottom: '1cm', left: '1cm', right: '1cm' }

describe.skipIf(!hasChromium())('a failing run, printed on A4 with the margins that a browser sets', () => {
  const open = openPages(async () => ({
    'effect.html': htmlReport(await mutantResult('effect', 'ends the sessions only after sessionList has been read')),
    'identity.html': htmlReport(await mutantResult('identity', 'ignores unknown ids')),
    'length.html': htmlReport(await mutantResult('length', 'ends all sessions of a list but the first')),
  }))

  test.each(['effect.html', 'identity.html', 'length.html'])('%s takes at most eight pages', async (name) => {
    const page = await open(name)
    expect(await page.locator('.requirement:is(.fail, .warn, .unreached)').count()).toBeGreaterThan(15)
    const pdf = await page.pdf({ format: 'A4', margin })
    expect(pdf.toString('latin1').match(/\/Type\s*\/Page[^s]/g)?.length).toBeLessThanOrEqual(8)
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
})

/** Runs in the page. */
function breaksAfter(elements: Element[]): string[] {
  return elements.map((one) => getComputedStyle(one).breakAfter)
}

/** The figures that are wider than their place, by their text. Runs in the page. */
function cut(figures: Element[]): (string | null)[] {
  return figures.filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth).map((one) => one.textContent)
}
