import { tool } from '../../../generated/tool.ts'
import type { RecordedLogin } from '../types.ts'

/** Makes the User-Agent of each login, by which its session proves that it is the run's own. */
export interface LoginTags {
  /** @param name tells the logins of a run apart: the same name gives the same tag, so that a recorded run can be judged again. */
  tagOf(name: string): string
  /** @param asBrowser what most browsers begin with stands before it: a server may take such clients for persons. */
  userAgentOf(tag: string, asBrowser?: boolean): string
}

/** The first words of the User-Agents of browsers. */
const browser = 'Mozilla/5.0 (compatible) '

/**
 * @param runId no other run has it.
 * @param label a word of the operator's, behind the version: whoever sees the sessions can tell whose they are.
 * @param onName is told each name.
 */
export function createLoginTags(runId: string, label?: string, onName: (name: string) => void = () => {}): LoginTags {
  const numbers = new Map<string, number>()
  return {
    tagOf(name) {
      onName(name)
      const number = (numbers.get(name) ?? 0) + 1
      numbers.set(name, number)
      // Ends with a bracket: login 1 is not the beginning of login 12.
      return `(run ${runId}; login ${number} of ${name})`
    },
    userAgentOf: (tag, asBrowser = false) =>
      `${asBrowser ? browser : ''}${tool.name}/${tool.version}${label === undefined ? '' : `+${label}`} ${tag}`,
  }
}

/** Whether a User-Agent is that of the login with this tag, of this version or another: nothing before it but the words of a browser, and nothing behind it. */
export function hasTag(userAgent: string, tag: string): boolean {
  const own = userAgent.startsWith(browser) ? userAgent.slice(browser.length) : userAgent
  const product = own.slice(0, -tag.length - 1)
  return own === `${product} ${tag}` && product.startsWith(`${tool.name}/`) && !/[\s()]/.test(product)
}

/** What the User-Agent of a login ends with. */
export function shownTagOf({ tag, shownTag = tag }: Pick<RecordedLogin, 'tag' | 'shownTag'>): string {
  return shownTag
}

/** What a User-Agent ends with, where that looks like the tag of a login; undefined where it does not. */
export function tagLikeIn(userAgent: string): string | undefined {
  return /\(run [^;]*; login .*\)$/.exec(userAgent)?.[0]
}

/** Whether a text is the whole tag of a login of some run: a shorter one would stand in the User-Agents of others, too. */
export function isLoginTag(text: string): boolean {
  return /^\(run [0-9a-f]{12}; login \d+ of [^\n]{1,300}\)$/.test(text)
}
