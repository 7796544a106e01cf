import type { RecordedLogin } from '../conformance/index.ts'
import { plural } from '../report/wording.ts'

/** How many logins without a known key are named. */
const maxNamed = 5

/** The lines that say which sessions may still be open, and how to end them; none where there are none. */
export function leftOpen(logins: readonly RecordedLogin[], target: string): string[] {
  if (logins.length === 0) return []
  const known = logins.flatMap(({ key, userName }) => (key === undefined ? [] : [{ key, userName }]))
  const unknown = logins.filter(({ key }) => key === undefined)
  // Only a key of ordinary letters is part of a command: it comes from the target, and goes into a shell.
  const plain = known.map(({ key }) => key).filter((key) => /^\w[\w.:-]{0,127}$/.test(key))
  return [
    `${plural(logins.length, 'session')} may still be open on ${target}:`,
    ...known.map(({ key, userName }) => `  ${shown(key)}  (${shown(userName)})`),
    ...unknown
      .slice(0, maxNamed)
      .map(({ tag, userName }) => `  key unknown, User-Agent with "${shown(tag)}"  (${shown(userName)})`),
    ...(unknown.length > maxNamed ? [`  and ${unknown.length - maxNamed} more with unknown keys`] : []),
    `end them with: vijson cleanup --target ${target}`,
    ...(plain.length > 0 ? [`or with govc:  govc session.rm ${plain.join(' ')}`] : []),
  ]
}

/** A text without what would act on a terminal. */
function shown(text: string): string {
  return text.replaceAll(/[\p{C}\p{Zl}\p{Zp}]/gu, '\u{fffd}')
}
