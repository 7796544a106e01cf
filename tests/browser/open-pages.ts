import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFinished } from 'vitest'
import { launch } from './chromium.ts'

/** Opens a page by its name. The test fails if the page reports an error or a failed request. */
type Open = (name: string, options?: BrowserContextOptions, hash?: string) => Promise<Page>

/** Starts a browser for the tests of a file. @param make makes the pages: their HTML, by name. */
export function openPages(make: () => Promise<Record<string, string>>): Open {
  let browser: Browser
  let folder: string

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'vijson-'))
    for (const [name, html] of Object.entries(await make())) writeFileSync(join(folder, name), html)
    browser = await launch()
  })
  afterAll(async () => {
    await browser.close()
    rmSync(folder, { recursive: true })
  })

  return async (name, options = {}, hash = '') => {
    const context = await browser.newContext({ viewport: { width: 1200, height: 900 }, ...options })
    const page = await context.newPage()
    const errors: string[] = []
    page.on('console', (message) => errors.push(message.text()))
    page.on('pageerror', (error) => errors.push(error.message))
    page.on('requestfailed', (request) => errors.push(request.url()))
    await page.goto(`${pathToFileURL(join(folder, name)).href}${hash}`)
    onTestFinished(async () => {
      await context.close()
      expect(errors).toEqual([])
    })
    return page
  }
}
