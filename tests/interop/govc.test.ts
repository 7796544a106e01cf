import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { connect, type Session } from '../../src/client/index.ts'
import { createVCenter, startServer, type VCenter } from '../../src/mock/index.ts'
import { principals } from '../support/principals.ts'
import { build, hasGo, startListening } from './go.ts'

const main = fileURLToPath(new URL('../../dist/src/cli/main.js', import.meta.url))

describe.skipIf(!hasGo())('govc over JSON', () => {
  let program: string
  beforeAll(async () => {
    program = await build('govc')
  })

  /** Runs `govc session.rm KEY` against a mock. @returns its exit code and its standard error. */
  async function sessionRemove(url: string, key: string): Promise<{ code: number; stderr: string }> {
    const { code, stderr } = await govc(url, 'session.rm', key)
    return { code, stderr }
  }

  /** Runs a command of govc against a mock. */
  async function govc(url: string, ...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
    const { host } = new URL(url)
    const { userName, password } = principals.controller
    const env = {
      ...process.env,
      GOVC_VI_JSON: '1',
      GOVC_VIM_VERSION: '8.0.3.0',
      GOVC_PERSIST_SESSION: 'false',
      GOVC_URL: `http://${encodeURIComponent(userName)}:${encodeURIComponent(password)}@${host}/sdk`,
    }
    return promisify(execFile)(program, args, { env }).then(
      ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
      ({ code, stdout, stderr }: { code: number; stdout: string; stderr: string }) => ({ code, stdout, stderr }),
    )
  }

  describe('against vijson mock', () => {
    let mock: { url: string; stop(): Promise<void> }
    let observer: Session
    let victim: Session

    beforeEach(async () => {
      mock = await startListening(process.execPath, [main, 'mock'])
      const connection = await connect({ url: mock.url })
      observer = await connection.login(principals.controller)
      victim = await connection.login(principals.limited)
    })
    afterEach(() => mock.stop())

    const keysLeft = async () => (await observer.sessionList()).map(({ key }) => key)

    test('ends a live session, and no other', async () => {
      expect(await sessionRemove(mock.url, victim.key)).toEqual({ code: 0, stderr: '' })
      expect(await keysLeft()).toEqual([observer.key])
      expect(await victim.currentSession()).toBeNull()
    })

    test('lists the sessions, through the PropertyCollector', async () => {
      const { code, stdout, stderr } = await govc(mock.url, 'session.ls')
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
      const listed = stdout.split('\n').flatMap((line) => /^(52\S+)\s+(\S+)/.exec(line)?.slice(1, 3).join(' ') ?? [])
      expect(listed).toEqual(
        expect.arrayContaining([
          `${observer.key} ${principals.controller.userName}`,
          `${victim.key} ${principals.limited.userName}`,
        ]),
      )
      expect(listed).toHaveLength(3)
    })

    test('fails with NotFound for an unknown key, and ends nothing', async () => {
      const { code, stderr } = await sessionRemove(mock.url, '52000000-0000-0000-0000-000000000000')
      expect(code).toBe(1)
      expect(stderr).toMatch(/could not be found/)
      expect(await keysLeft()).toEqual(expect.arrayContaining([observer.key, victim.key]))
    })
  })

  test('fails with InvalidArgument for its own key, and keeps its session', async () => {
    // govc logs in for each command, so only the mock can give it a key that is known beforehand.
    const ownKey = '52111111-1111-1111-1111-111111111111'
    const vcenter = createVCenter()
    const loggedOut: string[] = []
    const server = await startServer({
      vcenter: {
        ...vcenter,
        login: withKey(vcenter, ownKey),
        logout(caller) {
          loggedOut.push(caller.key)
          vcenter.logout(caller)
        },
      },
    })
    try {
      const { code, stderr } = await sessionRemove(server.url, ownKey)
      expect(code).toBe(1)
      expect(stderr).toMatch(/specified parameter was not correct: sessionId/)
      // govc logs out at its end, which only a live session can do.
      expect(loggedOut).toEqual([ownKey])
    } finally {
      await server.close()
    }
  })
})

function withKey(vcenter: VCenter, key: string): VCenter['login'] {
  return (...given) => {
    const session = vcenter.login(...given)
    vcenter.sessions.delete(session.key)
    session.key = key
    vcenter.sessions.set(key, session)
    return session
  }
}
