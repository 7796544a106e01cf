import { fileURLToPath } from 'node:url'
import { runSuite } from '../src/conformance/index.ts'
import { createVCenter, VimFault } from '../src/mock/index.ts'
import { htmlReport } from '../src/report/html/html.tsx'
import { launch } from '../tests/browser/chromium.ts'
import { mockTarget } from '../tests/support/mock-target.ts'

/** Writes docs/report.png: the HTML report of a server that goes on after an id that fails. Needs Chromium. */
const shown = 'terminate.sequence.suffix-untouched'
const size = { width: 900, height: 640 }

const vcenter = createVCenter()
const target = mockTarget({
  vcenter: {
    ...vcenter,
    terminateSessions(caller, keys) {
      const faults = keys.flatMap((key) => faultOf(() => vcenter.terminateSessions(caller, [key])) ?? [])
      if (faults[0] !== undefined) throw faults[0]
    },
  },
})
const result = await runSuite({ ...target, url: 'https://vcenter.example' }, { seed: 1, only: [shown] })

const browser = await launch()
try {
  const page = await browser.newPage({ viewport: size, deviceScaleFactor: 1 })
  await page.setContent(htmlReport(result))
  // The verdict and the picture, without what stands between them.
  for (const between of ['nav', '.facts', 'h2', '.source'])
    await page
      .locator(between)
      .first()
      .evaluate((element) => element.remove())
  await page.screenshot({ path: fileURLToPath(new URL('../docs/report.png', import.meta.url)) })
} finally {
  await browser.close()
}

function faultOf(call: () => void): VimFault | undefined {
  try {
    call()
    return undefined
  } catch (error) {
    if (error instanceof VimFault) return error
    throw error
  }
}
