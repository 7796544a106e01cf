import { createHash } from 'node:crypto'
import type { Child } from 'hono/jsx'

/** A self-contained page: its Content-Security-Policy allows nothing but its own style and script. */
export function page(given: { title: string; style: string; script?: string; children: Child }): string {
  const { title, style, script, children } = given
  const policy = [
    "default-src 'none'",
    `style-src '${digest(style)}'`,
    ...(script === undefined ? [] : [`script-src '${digest(script)}'`]),
    "base-uri 'none'",
    "form-action 'none'",
  ]
  const html = (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content={policy.join('; ')} />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{title}</title>
        <style dangerouslySetInnerHTML={{ __html: style }} />
      </head>
      <body>
        {children}
        {script === undefined ? null : <script dangerouslySetInnerHTML={{ __html: script }} />}
      </body>
    </html>
  )
  return `<!doctype html>\n${html}\n`
}

/** The hash by which a Content-Security-Policy allows a style or a script. */
function digest(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`
}
