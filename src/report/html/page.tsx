import { createHash } from 'node:crypto'
import type { Child } from 'hono/jsx'

/** What a page is made of. */
export interface PageParts {
  title: string
  style: string
  script?: string
  children: Child
}

/** A self-contained page: its Content-Security-Policy allows nothing but its own style and script. */
export function page({ title, style, script, children }: PageParts): string {
  const sources = { style: `'${digest(style)}'`, script: script === undefined ? undefined : `'${digest(script)}'` }
  return document({
    title,
    policy: policyOf(sources),
    style: <style dangerouslySetInnerHTML={{ __html: style }} />,
    script: script === undefined ? null : <script dangerouslySetInnerHTML={{ __html: script }} />,
    children,
  })
}

/** The same as files, by their names: nothing stands within the page that a strict policy of a server would not allow. */
export function pageFolder({ title, style, script, children }: PageParts): Record<string, string> {
  const html = document({
    title,
    policy: policyOf({ style: "'self'", script: script === undefined ? undefined : "'self'" }),
    style: <link rel="stylesheet" href="report.css" />,
    script: script === undefined ? null : <script src="report.js" />,
    children,
  })
  return { 'index.html': html, 'report.css': style, ...(script === undefined ? {} : { 'report.js': script }) }
}

function document(parts: { title: string; policy: string; style: Child; script: Child; children: Child }): string {
  const html = (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content={parts.policy} />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{parts.title}</title>
        {parts.style}
      </head>
      <body>
        {parts.children}
        {parts.script}
      </body>
    </html>
  )
  return `<!doctype html>\n${html}\n`
}

function policyOf({ style, script }: { style: string; script: string | undefined }): string {
  return [
    "default-src 'none'",
    `style-src ${style}`,
    ...(script === undefined ? [] : [`script-src ${script}`]),
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')
}

/** The hash by which a Content-Security-Policy allows a style or a script. */
function digest(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`
}
