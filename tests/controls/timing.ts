import { setTimeout as delay } from 'node:timers/promises'
import { createVCenter, type MockSession } from '../../src/mock/index.ts'
import { mockTarget } from '../support/mock-target.ts'
import { answering, type Control, inDomain, mapObjects, rewriting } from './control.ts'
import { isTerminate } from './lawful-answers.ts'

/** An oddity of sessionList: it shows a session for some milliseconds after its end. */
const lagging = (oddity: string, lag: () => number): Control =>
  inDomain(oddity, ({ sessions }) => {
    let ended: { session: MockSession; until: number }[] = []
    const remove = sessions.delete.bind(sessions)
    sessions.delete = (key) => {
      const session = sessions.get(key)
      if (session !== undefined) ended.push({ session, until: Date.now() + lag() })
      return remove(key)
    }
    const values = () => {
      ended = ended.filter(({ until }) => until > Date.now())
      return [...sessions.values(), ...ended.map(({ session }) => session)].values()
    }
    const listed = new Proxy(sessions, {
      get(target, name) {
        if (name === 'values') return values
        const member: unknown = Reflect.get(target, name, target)
        return typeof member === 'function' ? member.bind(target) : member
      },
    })
    return { sessions: listed }
  })

const clock = (oddity: string, now: () => Date): Control => ({
  oddity,
  make: () => mockTarget({ vcenter: createVCenter({ now }) }),
})

const times = (oddity: string, write: (time: Date, name: string) => string): Control =>
  rewriting(oddity, (value) =>
    mapObjects(value, (object) =>
      'loginTime' in object
        ? {
            ...object,
            loginTime: write(new Date(String(object.loginTime)), 'loginTime'),
            lastActiveTime: write(new Date(String(object.lastActiveTime)), 'lastActiveTime'),
          }
        : object,
    ),
  )

/** An oddity of sessionList: it shows what a session was at the last of some moments, so many milliseconds apart. */
const writtenLate = (oddity: string, every: number): Control => {
  const uses = new Map<unknown, { written: number; use: object }>()
  return rewriting(oddity, (value) =>
    mapObjects(value, (object) => {
      if (!('loginTime' in object)) return object
      const { key, lastActiveTime, callCount } = object
      const written = Math.floor(Date.now() / every)
      const known = uses.get(key)
      if (known?.written === written) return { ...object, ...known.use }
      uses.set(key, { written, use: { lastActiveTime, callCount } })
      return object
    }),
  )
}

/** The same instant with an offset of that many minutes. */
const withOffset = (time: Date, minutes: number, offset: string) =>
  new Date(time.getTime() + minutes * 60_000).toISOString().replace('Z', offset)

const slow = (oddity: string, wait: (request: Request) => number): Control =>
  answering(oddity, async (response, request) => {
    await delay(wait(request))
    return response
  })

/** Lawful oddities of time. */
export const timing: Control[] = [
  {
    ...lagging('its sessionList shows a session up to 300 milliseconds after its end', () => Math.random() * 300),
    warned: ['terminate.effect.listed-at-once'],
  },
  {
    ...lagging('its sessionList shows a session for 250 milliseconds after its end', () => 250),
    warned: ['terminate.effect.listed-at-once'],
  },
  {
    ...lagging('its sessionList shows a session for 30 milliseconds after its end', () => 30),
    warned: ['terminate.effect.listed-at-once'],
  },
  clock('its clock is three hours ahead', () => new Date(Date.now() + 3 * 3_600_000)),
  clock('its clock is in 1970', () => new Date(Date.now() % 86_400_000)),
  clock('its clock stands still', () => new Date('2024-02-29T12:00:00Z')),
  clock('its clock knows only minutes', () => new Date(Math.floor(Date.now() / 60_000) * 60_000)),
  times('its lastActiveTime is constant', (time, name) =>
    name === 'lastActiveTime' ? '2024-01-01T00:00:00Z' : time.toISOString(),
  ),
  times('its lastActiveTime is the time of the read', (time, name) =>
    (name === 'lastActiveTime' ? new Date() : time).toISOString(),
  ),
  times('its lastActiveTime is the twentieth of a second of the read', (time, name) =>
    (name === 'lastActiveTime' ? new Date(Math.floor(Date.now() / 50) * 50) : time).toISOString(),
  ),
  writtenLate('its lastActiveTime and number of calls are written down 30 milliseconds late', 30),
  writtenLate('its lastActiveTime and number of calls are written down 400 milliseconds late', 400),
  times('its loginTime is constant', (time, name) =>
    name === 'loginTime' ? '2000-01-01T00:00:00Z' : time.toISOString(),
  ),
  times('its times are in the zone of India', (time) => withOffset(time, 330, '+05:30')),
  times('its times are in the zone of California', (time) => withOffset(time, -480, '-08:00')),
  times('its times have no fractions and +00:00', (time) => time.toISOString().replace(/\.\d+Z/, '+00:00')),
  slow('each answer takes 20 to 50 milliseconds', () => 20 + Math.random() * 30),
  slow('its TerminateSession takes 60 milliseconds', (request) => (isTerminate(request) ? 60 : 0)),
  slow('its sessionList takes 40 milliseconds', ({ url }) => (url.endsWith('/sessionList') ? 40 : 0)),
]
