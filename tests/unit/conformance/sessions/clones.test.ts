import { describe, expect, test } from 'vitest'
import { createClones } from '../../../../src/conformance/sessions/clones.ts'
import { createSharedSession } from '../../../../src/conformance/sessions/shared-session.ts'
import { scripted, testSession, value } from '../../../support/scripted.ts'

const user = { userName: 'user', password: 'secret' }
const other = { userName: 'other', password: 'another secret' }

/** Clones whose parents are opened for the user that they are named after, and the tokens with which parents were read. */
function countedClones({ isAlive = true } = {}) {
  const opened: string[] = []
  const read: string[] = []
  const clones = createClones(
    ({ userName }) =>
      createSharedSession('a parent', async () => {
        opened.push(userName)
        return testSession(`parent ${opened.length} of ${userName}`)
      }),
    scripted({
      currentSession: async (token = '') => {
        read.push(token)
        return value(isAlive ? { key: token.replace('token of ', '') } : null)
      },
    }),
  )
  const keyOf = async (credentials: typeof user) => (await clones.parentOf(credentials))?.key
  return { clones, keyOf, opened, read }
}

describe('parentOf', () => {
  test('until clones are trusted, every session has to log in, and no parent is opened', async () => {
    const { clones, keyOf, opened } = countedClones()
    expect([await keyOf(user), clones.areTrusted, opened]).toEqual([undefined, false, []])
  })

  test('once clones are trusted, each user has one parent, which is opened when it is first needed', async () => {
    const { clones, keyOf, opened, read } = countedClones()
    clones.trust()
    expect([clones.areTrusted, opened]).toEqual([true, []])
    expect(await Promise.all([user, other, user].map(keyOf))).toEqual([
      'parent 1 of user',
      'parent 2 of other',
      'parent 1 of user',
    ])
    expect([opened, read]).toEqual([['user', 'other'], []])
  })

  test.each<[string, boolean, string]>([
    ['a parent that is still alive after a clone was refused is cloned again', true, 'parent 1 of user'],
    ['a parent that has ended when a clone was refused is replaced', false, 'parent 2 of user'],
  ])('%s, and is read once', async (_, isAlive, key) => {
    const { clones, keyOf, read } = countedClones({ isAlive })
    clones.trust()
    await keyOf(user)
    const parent = await clones.parentOf(user)
    expect(parent && clones.suspect(parent)).toBe(true)
    expect([await keyOf(user), await keyOf(user), read]).toEqual([key, key, ['token of parent 1 of user']])
  })

  test('where the clone of one user was refused, the parent of another is not read', async () => {
    const { clones, keyOf, read } = countedClones({ isAlive: false })
    clones.trust()
    await keyOf(other)
    expect(clones.suspect(testSession('a session that is no parent'))).toBe(false)
    expect([await keyOf(other), read]).toEqual(['parent 1 of other', []])
  })

  test('a parent that cannot be opened is tried again', async () => {
    let tries = 0
    const parent = createSharedSession('a parent', async () => {
      tries += 1
      if (tries === 1) throw new Error('no')
      return testSession('parent')
    })
    const clones = createClones(() => parent, scripted({}))
    clones.trust()
    await expect(clones.parentOf(user)).rejects.toThrow('no')
    expect((await clones.parentOf(user))?.key).toBe('parent')
  })
})
