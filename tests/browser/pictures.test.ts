import { describe, expect, test } from 'vitest'
import { runSuite } from '../../src/conformance/index.ts'
import { htmlReport } from '../../src/report/html/html.tsx'
import { mockTarget } from '../support/mock-target.ts'
import { mutantResult } from '../support/mutant-result.ts'
import { sampleRequirement, sampleResult } from '../support/sample-result.ts'
import { hasChromium } from './chromium.ts'
import { openPages } from './open-pages.ts'

/** A failing requirement whose case has two steps. */
const withSteps = sampleRequirement('terminate.a.b', {
  verdict: 'fail',
  finding: { code: 'schema', message: 'a finding' },
  traces: [
    {
      name: '',
      sessions: ['the controller', 'session 1'].map((label) => ({ label, userName: 'me' })),
      events: [
        { kind: 'step', name: 'the first of two steps' },
        { kind: 'called', by: 'the controller', answer: { status: 204 } },
        { kind: 'step', name: 'the second step' },
        { kind: 'logged-out', session: 'session 1' },
      ],
    },
  ],
})

describe.skipIf(!hasChromium())('the pictures of the HTML report in a browser', () => {
  const open = openPages(async () => ({
    'failing.html': htmlReport(await mutantResult()),
    'passing.html': htmlReport(await runSuite(mockTarget())),
    'steps.html': htmlReport(sampleResult({ requirements: [withSteps] })),
  }))

  test('a failing requirement is visible without scrolling, unfolded, with a picture of what is wrong', async () => {
    const page = await open('failing.html')
    const first = page.locator('.requirement').first()
    expect(await first.getAttribute('class')).toContain('fail')
    expect(await first.evaluate((one) => (one as HTMLDetailsElement).open)).toBe(true)
    const box = await first.locator('.finding').boundingBox()
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThan(900)
    expect(await first.locator('svg .not-as-wanted').count()).toBeGreaterThan(0)
    expect(await first.locator('svg').first().getAttribute('aria-label')).toMatch(
      /the controller calls with session 1 at place 2, .*, an invented id at place 1; the answer is NotFound\. session 1, .*should be alive: sessionList says dead, its own token says dead\./,
    )
    expect(await page.locator('.pass svg .not-as-wanted').count()).toBe(0)
  })

  test('the names of steps stand above the columns of a picture and do not overlap', async () => {
    const page = await open('steps.html')
    expect(await page.locator('svg text.step').allTextContents()).toEqual(['the first of two steps', 'the second step'])
    const boxes = await page.locator('svg text').evaluateAll((all) =>
      all.map((one) => {
        const { left, right, top, bottom } = one.getBoundingClientRect()
        return { text: one.textContent, left, right, top, bottom }
      }),
    )
    const overlapping = boxes.flatMap((one, index) =>
      boxes
        .slice(index + 1)
        .filter(
          (other) =>
            one.left < other.right &&
            other.left < one.right &&
            one.top + 3 < other.bottom &&
            other.top + 3 < one.bottom,
        )
        .map((other) => [one.text, other.text]),
    )
    expect(overlapping).toEqual([])
    expect(await page.locator('svg').getAttribute('aria-label')).toBe(
      'Step: the first of two steps. the controller calls with no list; the answer is 204. Step: the second step. session 1 logs out.',
    )
  })

  test('every requirement has a picture', async () => {
    const page = await open('passing.html')
    const without = await page.locator('.requirement:not(:has(svg))').count()
    expect(without).toBe(0)
  })

  test.each([400, 1200])('the page with steps is not wider than a window of %i pixels', async (width) => {
    const page = await open('steps.html', { viewport: { width, height: 900 } })
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
  })
})
