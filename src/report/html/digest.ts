import { createHash } from 'node:crypto'

/** What a Content-Security-Policy knows a style or a script by. */
export function digest(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`
}
