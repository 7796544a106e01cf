import type { RecordedLogin } from '../conformance/index.ts'
import { plural } from '../report/wording.ts'

/** How many sessions are named: a list of all would hide what else a run says. */
const maxNamed = 5

/** Which command ends the sessions: `cleanup` needs their record, `govc` their keys. */
type EndingCommand = 'cleanup' | 'govc'

/** The lines that say which sessions are open and which may be, and the one command that ends them; none where there are none. */
export function leftOpen(logins: readonly RecordedLogin[], target: string, command: EndingCommand): string[] {
  const known = logins.flatMap(({ key, userName }) => (key === undefined ? [] : [{ key, userName }]))
  const unknown = logins.filter(({ key }) => key === undefined)
  // The command of govc contains the others.
  const named = command === 'govc' ? known.filter(({ key }) => !isPlain(key)) : known
  const ending = command === 'govc' ? govcCommand(logins) : `vijson cleanup --target ${target}`
  return [
    ...(known.length > 0
      ? [
          `${plural(known.length, 'session')} ${known.length === 1 ? 'is' : 'are'} open on ${target}, as far as is known`,
        ]
      : []),
    ...named.slice(0, maxNamed).map(({ key, userName }) => `  ${shown(key)}  (${shown(userName)})`),
    ...(named.length > maxNamed ? [`  and ${named.length - maxNamed} more`] : []),
    ...(unknown.length > 0
      ? [
          `${plural(unknown.length, 'login')} on ${target} may have begun a session: no answer says so. Its User-Agent would contain ${runsOf(unknown)}`,
        ]
      : []),
    ...(logins.length > 0 && ending !== undefined ? [`end them with: ${ending}`] : []),
  ]
}

/** The command of govc that ends the sessions whose keys are known; undefined where there are none. */
export function govcCommand(logins: readonly RecordedLogin[]): string | undefined {
  const keys = logins.flatMap(({ key }) => (key !== undefined && isPlain(key) ? [key] : []))
  return keys.length > 0 ? `govc session.rm ${keys.join(' ')}` : undefined
}

/** Only a key of ordinary letters is part of a command: it comes from the target, and goes into a shell. */
function isPlain(key: string): boolean {
  return /^\w[\w.:-]{0,127}$/.test(key)
}

/** What the User-Agents of a run have in common: `"(run 0123456789ab;"`. */
function runsOf(logins: readonly RecordedLogin[]): string {
  const runs = new Set(logins.map(({ tag }) => `"${shown(tag.replace(/;.*$/, ';'))}"`))
  return [...runs].join(' or ')
}

/** A text without what would act on a terminal. */
function shown(text: string): string {
  return text.replaceAll(/[\p{C}\p{Zl}\p{Zp}]/gu, '\u{fffd}')
}
