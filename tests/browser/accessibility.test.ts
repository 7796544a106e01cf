import axe from 'axe-core'
import { describe, expect, test } from 'vitest'
import { runSuite, type SuiteResult } from '../../src/conformance/index.ts'
import { htmlReport } from '../../src/report/html/html.tsx'
import { mockTarget } from '../support/mock-target.ts'
import { mutantResult } from '../support/mutant-result.ts'
import { hasChromium } from './chromium.ts'
import { openPages } from './open-pages.ts'

interface Found {
  violations: { id: string; nodes: { html: string }[] }[]
}

/** A few requirements of each verdict: axe takes minutes for all of them. */
function someOf(result: SuiteResult): SuiteResult {
  const seen = new Map<string, number>()
  const requirements = result.requirements.filter(({ verdict }) => {
    seen.set(verdict, (seen.get(verdict) ?? 0) + 1)
    return (seen.get(verdict) ?? 0) <= 3
  })
  return { ...result, requirements }
}

describe.skipIf(!hasChromium())('the HTML report, with everything open', () => {
  const open = openPages(async () => ({
    'failing.html': htmlReport(someOf(await mutantResult())),
    'passing.html': htmlReport(
      await runSuite(mockTarget(), { only: ['terminate.success.clones', 'terminate.sequence.model'] }),
    ),
  }))

  test.each(
    ['failing.html', 'passing.html'].flatMap((name) =>
      (['light', 'dark'] as const).flatMap((colorScheme) =>
        [1200, 768, 400, 320].map((width) => [name, colorScheme, width] as const),
      ),
    ),
  )('%s, %s, %i pixels wide: axe finds nothing', async (name, colorScheme, width) => {
    const page = await open(name, { colorScheme, viewport: { width, height: 900 }, bypassCSP: true })
    await page.evaluate(() => {
      for (const one of document.querySelectorAll('details')) one.open = true
    })
    await page.addScriptTag({ content: axe.source })
    const { violations } = await page.evaluate(async () =>
      (Reflect.get(window, 'axe') as { run(): Promise<Found> }).run(),
    )
    expect(violations.map(({ id, nodes }) => [id, nodes.length, nodes[0]?.html.slice(0, 200)])).toEqual([])
  })

  test.each([400, 320])('at %i pixels, nothing but pictures and tables is wider than the page', async (width) => {
    const page = await open('failing.html', { viewport: { width, height: 900 } })
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
  })
})
