import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

const executablePath = process.env.VIJSON_CHROMIUM ?? '/usr/bin/chromium'

/** Whether there is a browser to test with; where VIJSON_REQUIRE_CHROMIUM is set, there has to be. */
export function hasChromium(): boolean {
  if (existsSync(executablePath)) return true
  if (process.env.VIJSON_REQUIRE_CHROMIUM === '1') throw new Error(`there is no Chromium at ${executablePath}`)
  console.warn(
    `the browser tests are skipped: there is no Chromium at ${executablePath}; VIJSON_CHROMIUM names another`,
  )
  return false
}

export async function launch(): Promise<Browser> {
  const quiet = ['--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run']
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-quic', ...quiet] })
}
