import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

const executablePath = process.env.VIJSON_CHROMIUM ?? '/usr/bin/chromium'

/** Whether Chromium is installed. @throws Error where it is not and VIJSON_REQUIRE_CHROMIUM requires it. */
export function hasChromium(): boolean {
  if (existsSync(executablePath)) return true
  if (process.env.VIJSON_REQUIRE_CHROMIUM === '1')
    throw new Error(`no Chromium at ${executablePath}, and VIJSON_REQUIRE_CHROMIUM is set`)
  console.warn(`the browser tests are skipped: no Chromium at ${executablePath} (VIJSON_CHROMIUM names another path)`)
  return false
}

/** @param environment variables besides those of this process. */
export async function launch(environment: Record<string, string> = {}): Promise<Browser> {
  const quiet = ['--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run']
  return chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--font-render-hinting=none', ...quiet],
    env: { ...process.env, ...environment },
  })
}
