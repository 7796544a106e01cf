import { select } from '../../src/conformance/index.ts'
import { mockTarget } from '../support/mock-target.ts'
import { principals } from '../support/principals.ts'
import { answering, type Control, mapObjects, rewriting, setUp } from './control.ts'

const origin = { ipAddress: '', userAgent: 'another client' }

const times = (oddity: string, write: (time: string) => string): Control =>
  rewriting(oddity, (value) =>
    mapObjects(value, (object) =>
      'loginTime' in object
        ? {
            ...object,
            loginTime: write(String(object.loginTime)),
            lastActiveTime: write(String(object.lastActiveTime)),
          }
        : object,
    ),
  )

/** Oddities of what the target says about itself, its users and its sessions. */
export const about: Control[] = [
  setUp('its SessionManager has another moId', { sessionManager: 'ha-sessionmgr/1' }),
  setUp('it is of release 9.1.1.0', { release: '9.1.1.0' }),
  setUp('it is of an unknown release, 9.9.0.0', { release: '9.9.0.0' }),
  answering(
    'it is of release 8.0.1.0, which has no hello',
    (response, { url }) => (url.includes('/api/') ? new Response('', { status: 404 }) : response),
    { release: '8.0.1.0' },
  ),
  times('its times have an offset', (time) => time.replace('Z', '+02:00')),
  times('its times have nine decimals', (time) => time.replace(/\.\d+Z/, '.123456789Z')),
  rewriting('it writes the names of its users in another form', (value) =>
    mapObjects(value, (object) =>
      'userName' in object ? { ...object, userName: 'VSPHERE.LOCAL\\Administrator' } : object,
    ),
  ),
  rewriting('its sessionList is in another order', (value) => (Array.isArray(value) ? [...value].reverse() : value)),
  {
    oddity: '500 sessions of others are logged on, and change during the run',
    unsupported: select({}).flatMap(({ id, check }) => (check.disruptive ? [id] : [])),
    make() {
      const { userName, password } = principals.controller
      const target = mockTarget({
        around: (next) => async (request) => {
          const { vcenter } = target
          const others = [...vcenter.sessions.values()].filter(({ userAgent }) => userAgent === origin.userAgent)
          while (others.length < 500) others.push(vcenter.login(userName, password, origin))
          for (const { key } of others.slice(0, 5)) vcenter.sessions.delete(key)
          return next(request)
        },
      })
      return target
    },
  },
]
