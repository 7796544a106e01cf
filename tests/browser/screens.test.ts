import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { htmlReport } from '../../src/report/html/html.tsx'
import { hasChromium, launch } from './chromium.ts'
import { sampleScreens } from './sample-screens.ts'

// Screens as a person sees them, held against kept pictures. What is compared is not each pixel, which another build of the browser draws a little
// differently at the edges of letters, but the mean colour of squares of eight pixels: a line that has moved, a colour that is gone, a text over another
// or a column that is missing changes many of them by much. The pages have fixed results, and the browser has no fonts but those of a pinned package, so
// that every line breaks where it did. VIJSON_WRITE_SCREENS=1 writes the pictures anew; look at them before they are committed.

/** The policy of a server that allows nothing within a page, such as Jenkins. */
const strictPolicy = "sandbox allow-same-origin; default-src 'none'; img-src 'self'; style-src 'self';"

const forms: Record<string, BrowserContextOptions & { media?: 'print'; policy?: string }> = {
  wide: { viewport: { width: 1200, height: 1500 } },
  narrow: { viewport: { width: 400, height: 1500 } },
  dark: { viewport: { width: 1200, height: 1500 }, colorScheme: 'dark' },
  print: { viewport: { width: 794, height: 1500 }, media: 'print' },
  'without style': { viewport: { width: 1200, height: 1500 }, policy: strictPolicy },
}

/** By how much the mean of a square may differ in one of its colours, of 255, and how many of a thousand squares may differ by more. */
const tolerance = { colour: 12, squares: 1 }

const require = createRequire(import.meta.url)
const folder = fileURLToPath(new URL('./screens/', import.meta.url))
const fileOf = (state: string, form: string) => join(folder, `${state}, ${form}.jpg`.replaceAll(/,? /g, '-'))

describe.skipIf(!hasChromium() || process.platform !== 'linux')('the HTML report looks as in the kept picture', () => {
  let browser: Browser
  let own: string
  beforeAll(async () => {
    own = mkdtempSync(join(tmpdir(), 'vijson-'))
    browser = await launch({ FONTCONFIG_FILE: writeFontSettings(own) })
    mkdirSync(folder, { recursive: true })
  })
  afterAll(async () => {
    await browser.close()
    rmSync(own, { recursive: true })
  })

  async function screenOf(html: string, form: string): Promise<Buffer> {
    const { media, policy, ...options } = forms[form] ?? {}
    const page = await open({ ...options, deviceScaleFactor: 0.5, reducedMotion: 'reduce' })
    const headers = policy === undefined ? {} : { 'content-security-policy': policy }
    await page.route('**/*', (route) => route.fulfill({ contentType: 'text/html; charset=utf-8', body: html, headers }))
    if (media !== undefined) await page.emulateMedia({ media })
    await page.goto('https://report.example/')
    await page.evaluate(() => {
      for (const one of document.querySelectorAll<HTMLDetailsElement>('.exchanges')) one.open = true
    })
    return page.screenshot({ type: 'jpeg', quality: 50 })
  }

  async function open(options: BrowserContextOptions): Promise<Page> {
    const context = await browser.newContext(options)
    onTestFinished(() => context.close())
    return context.newPage()
  }

  test.each(Object.keys(sampleScreens).flatMap((state) => Object.keys(forms).map((form) => [state, form] as const)))(
    '%s, %s',
    async (state, form) => {
      const result = sampleScreens[state]
      if (result === undefined) throw new Error('there is no such state')
      const seen = await screenOf(htmlReport(result), form)
      const kept = fileOf(state, form)
      if (process.env.VIJSON_WRITE_SCREENS === '1') writeFileSync(kept, seen)
      expect(existsSync(kept), `the picture ${kept} is missing: write it with VIJSON_WRITE_SCREENS=1`).toBe(true)
      const different = await differenceOf(await open({}), seen, readFileSync(kept))
      if (different > tolerance.squares) writeFileSync(join(tmpdir(), `seen-${kept.split('/').at(-1)}`), seen)
      expect(different, `squares of a thousand that differ; what was seen is in ${tmpdir()}`).toBeLessThanOrEqual(
        tolerance.squares,
      )
    },
  )

  test.each<[fault: string, style: string]>([
    ['requirements without their columns', '.requirement > summary { display: block !important; }'],
    [
      'a headline without its colour',
      '.conclusion { background: none !important; border-color: transparent !important; }',
    ],
    ['text that has moved by half a line', 'main { padding-top: 12px; }'],
    ['a smaller letter', 'body { font-size: 15px !important; }'],
    ['pictures without their marks', 'svg .not-as-wanted { display: none; } svg .should { display: none; }'],
    [
      'findings that are not set apart',
      '.finding { background: none !important; border: 0 !important; padding: 0 !important; }',
    ],
    ['filters over the headline', '.filters { position: absolute; top: 0; background: white; }'],
  ])('the comparison finds %s', async (_, style) => {
    const result = sampleScreens['one failure']
    if (result === undefined) throw new Error('there is no such state')
    const page = await open({ ...forms.wide, deviceScaleFactor: 0.5, bypassCSP: true })
    await page.setContent(htmlReport(result))
    await page.addStyleTag({ content: style })
    await page.evaluate(() => {
      for (const one of document.querySelectorAll<HTMLDetailsElement>('.exchanges')) one.open = true
    })
    const seen = await page.screenshot({ type: 'jpeg', quality: 50 })
    expect(await differenceOf(await open({}), seen, readFileSync(fileOf('one failure', 'wide')))).toBeGreaterThan(
      tolerance.squares,
    )
  })
})

/** Of a thousand squares of two pictures, how many differ. All do where the pictures differ in size. */
async function differenceOf(page: Page, seen: Buffer, kept: Buffer): Promise<number> {
  return page.evaluate(
    async ({ pictures, colour }) => {
      const means = await Promise.all(
        pictures.map(async (data) => {
          const picture = new Image()
          picture.src = `data:image/jpeg;base64,${data}`
          await picture.decode()
          const { naturalWidth: width, naturalHeight: height } = picture
          const canvas = document.createElement('canvas')
          canvas.width = width
          canvas.height = height
          const context = canvas.getContext('2d', { willReadFrequently: true })
          if (context === null) throw new Error('there is no canvas')
          context.drawImage(picture, 0, 0)
          const { data: pixels } = context.getImageData(0, 0, width, height)
          const side = 4
          const across = Math.floor(width / side)
          const found: number[] = []
          for (let square = 0; square < across * Math.floor(height / side); square += 1) {
            const [left, top] = [(square % across) * side, Math.floor(square / across) * side]
            for (let channel = 0; channel < 3; channel += 1) {
              let sum = 0
              for (let place = 0; place < side * side; place += 1) {
                const x = left + (place % side)
                const y = top + Math.floor(place / side)
                sum += pixels[(y * width + x) * 4 + channel] ?? 0
              }
              found.push(sum / side ** 2)
            }
          }
          return { size: `${width} x ${height}`, found }
        }),
      )
      const [one, other] = means
      if (one === undefined || other === undefined || one.size !== other.size) return 1000
      let different = 0
      for (let square = 0; square < one.found.length; square += 3) {
        const isDifferent = [0, 1, 2].some(
          (channel) => Math.abs((one.found[square + channel] ?? 0) - (other.found[square + channel] ?? 0)) > colour,
        )
        if (isDifferent) different += 1
      }
      return (different * 1000 * 3) / one.found.length
    },
    { pictures: [seen, kept].map((picture) => picture.toString('base64')), colour: tolerance.colour },
  )
}

/** The settings by which the browser has the fonts of the package, and no others. @returns their file. */
function writeFontSettings(own: string): string {
  const fonts = join(dirname(require.resolve('dejavu-fonts-ttf/package.json')), 'ttf')
  const alias = (family: string, font: string) =>
    `<match target="pattern"><test name="family"><string>${family}</string></test><edit name="family" mode="assign" binding="strong"><string>${font}</string></edit></match>`
  const file = join(own, 'fonts.conf')
  writeFileSync(
    file,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd"><fontconfig><dir>${fonts}</dir><cachedir>${join(own, 'cache')}</cachedir>
${alias('system-ui', 'DejaVu Sans')}${alias('sans-serif', 'DejaVu Sans')}${alias('serif', 'DejaVu Serif')}${alias('ui-monospace', 'DejaVu Sans Mono')}${alias('monospace', 'DejaVu Sans Mono')}
</fontconfig>`,
  )
  return file
}
