import { randomUUID } from 'node:crypto'
import { type Control, inDomain } from './control.ts'

const named = (oddity: string, write: (drawn: number, uuid: string) => string): Control =>
  inDomain(oddity, (vcenter) => {
    let drawn = 0
    return {
      login(...credentials) {
        const session = vcenter.login(...credentials)
        vcenter.sessions.delete(session.key)
        session.key = write(drawn++, session.key)
        vcenter.sessions.set(session.key, session)
        return session
      },
    }
  })

/** Oddities of keys and tokens. */
export const keys: Control[] = [
  {
    ...inDomain('its tokens are the keys of its sessions', (vcenter) => ({
      login: (...credentials) => {
        const session = vcenter.login(...credentials)
        session.token = session.key
        return session
      },
      cloneSession: (...given) => {
        const session = vcenter.cloneSession(...given)
        session.token = session.key
        return session
      },
    })),
    unsupported: [
      'terminate.identity.other-strings',
      'terminate.identity.letter-case',
      'terminate.identity.patterns',
      'terminate.identity.exact',
      'terminate.identity.token-is-no-id',
    ],
  },
  named('its keys are in upper case', (_, uuid) => uuid.toUpperCase()),
  named(
    'its keys differ only in their last digits',
    (drawn) => `52000000-0000-0000-0000-${String(drawn).padStart(12, '0')}`,
  ),
  named('its keys are in upper case and stand in braces', (_, uuid) => `{${uuid.toUpperCase()}}`),
  named('its keys are in Base64', (_, uuid) => Buffer.from(uuid.slice(0, 25)).toString('base64')),
  named('its keys have another in brackets, as session[52…]52…', (_, uuid) => `session[${randomUUID()}]${uuid}`),
  named('its keys are short', (drawn) => `s${drawn}.`),
  named('its keys contain characters that JSON and URLs escape', (drawn, uuid) => `${uuid}/"é${drawn}%20`),
  named('its keys contain characters that no header may carry', (drawn, uuid) => `会话\n${drawn}-${uuid}`),
  inDomain('its tokens are long', (vcenter) => ({
    login: (...credentials) => {
      const session = vcenter.login(...credentials)
      session.token = session.token.repeat(40)
      return session
    },
  })),
]
