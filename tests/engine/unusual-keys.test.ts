import { describe, expect, test } from 'vitest'
import { runSuite } from '../../src/conformance/index.ts'
import { createVCenter, type MockSession } from '../../src/mock/index.ts'
import { mockTarget } from '../support/mock-target.ts'
import { openOutsideSession } from './outside-session.ts'

type Form = (drawn: number, uuid: string) => string

/** What a server may make of the id of a session: whatever a lenient reader makes of it, it names no session of others. */
const fit: Record<string, Form> = {
  'in upper case, in braces': (_, uuid) => `{${uuid.toUpperCase()}}`,
  'in parentheses': (_, uuid) => `(${uuid})`,
  'in quotation marks': (_, uuid) => `"${uuid}"`,
  'in angle brackets': (_, uuid) => `<${uuid}>`,
  'a URN': (_, uuid) => `urn:uuid:${uuid}`,
  'an address': (_, uuid) => `https://vc.example/sessions/${uuid}?node=1#top`,
  'an address with escapes': (_, uuid) => `sessions%2F${uuid}%20%C3%A9`,
  'with an escape of JSON': (drawn, uuid) => `${uuid}\\u00e9${drawn}`,
  'with an escape of HTML': (_, uuid) => `session&#58;${uuid}`,
  'with backslashes': (_, uuid) => `VC\\node\\${uuid}`,
  'with a bar': (drawn, uuid) => `${uuid}|${uuid.slice(9)}${drawn}`,
  'with a comma': (drawn, uuid) => `node-${drawn}a,${uuid}`,
  'with blanks, quotation marks and percent signs': (drawn, uuid) => `Sitzung "${drawn}" 100% ${uuid}`,
  'with quotation marks, a backslash and letters beyond ASCII': (drawn, uuid) =>
    `Sitzung "${drawn}" / größe\\${uuid.slice(0, 8)} ✓`,
  'with escapes around few random characters': (drawn, uuid) => `Sítzung "${drawn}" \\u00${uuid.slice(0, 8)}% 中`,
  'in letters of another script': (_, uuid) => `会话-${uuid}`,
  'in Base64': (_, uuid) => Buffer.from(uuid.slice(0, 25)).toString('base64'),
  'with another id in brackets': (_, uuid) => `session[${uuid}]52${uuid.slice(2)}`,
  'with a star at its end': (_, uuid) => `${uuid}*`,
  'a number': (drawn) => `90071992547409${93 + drawn}`,
  'of 400 characters': (_, uuid) => uuid.replaceAll('-', '').repeat(13).slice(0, 400),
}

/** A lenient reader may take one for that of others. */
const unfit: Record<string, Form> = {
  'that differ in letter case alone': (drawn) =>
    [...'abcdefghijkl'].map((one, place) => ((drawn >> place) & 1 ? one.toUpperCase() : one)).join(''),
  'with a wildcard as a part': (_, uuid) => `${uuid} *`,
  'with an alternative that matches anything': (_, uuid) => `${uuid}|`,
}

/** Requirements that name sessions of every kind, that name what is like a key, and one that is left out beside others. */
const only = [
  'terminate.success.all-listed',
  'terminate.success.clones',
  'terminate.success.long-list',
  'terminate.sequence.model',
  'terminate.identity.other-strings',
  'terminate.identity.exact',
  'terminate.identity.patterns',
]

/** Runs the suite beside two sessions of others; all keys are of that form. */
async function runBesideOthers(form: Form) {
  const vcenter = createVCenter()
  let drawn = 0
  const rename = (session: MockSession) => {
    vcenter.sessions.delete(session.key)
    session.key = form(drawn, session.key)
    drawn += 1
    vcenter.sessions.set(session.key, session)
    return session
  }
  const others = [rename(openOutsideSession(vcenter)), rename(openOutsideSession(vcenter))]
  const target = mockTarget({
    vcenter: {
      ...vcenter,
      login: (...given) => rename(vcenter.login(...given)),
      cloneSession: (...given) => rename(vcenter.cloneSession(...given)),
    },
  })
  const result = await runSuite(target, { only, seed: 1, idleMs: 0 })
  return { result, others, left: [...vcenter.sessions.values()] }
}

describe('beside sessions of others, keys', () => {
  test.each(Object.entries(fit))('%s are named like any other', async (_, form) => {
    const { result, others, left } = await runBesideOthers(form)
    const { verdict, requirements, sessions } = result
    expect([verdict, sessions.leaked, sessions.unclosable]).toEqual(['conformant', 0, 0])
    const leftOut = requirements.filter((one) => !['pass', 'recorded'].includes(one.verdict))
    expect(new Set(leftOut.map(({ finding }) => finding?.code))).toEqual(new Set(['foreign-sessions']))
    expect(left).toEqual(others)
  })

  test.each(Object.entries(unfit))('%s are named in no call', async (_, form) => {
    const { result, others, left } = await runBesideOthers(form)
    expect(result.verdict).toBe('inconclusive')
    expect(left).toEqual(others)
  })
})
