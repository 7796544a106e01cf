import type { AddressInfo } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import { createApp, type VCenter } from '../../src/mock/index.ts'
import { createRepeatable } from '../../tests/support/repeatable.ts'

/** A function that answers requests: the mock's, or that of the mock with a defect. */
type Answer = (request: Request) => Promise<Response>

/** A target that listens. */
export interface Served {
  url: string
  /** How many requests it has answered. */
  requests(): number
  close(): void
}

/** Serves a target on a free port of this machine. */
export async function serve(answer: Answer): Promise<Served> {
  let requests = 0
  const server = createAdaptorServer({
    fetch: (request: Request) => {
      requests += 1
      return answer(request)
    },
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests: () => requests,
    close() {
      server.close()
      if ('closeAllConnections' in server) server.closeAllConnections()
    },
  }
}

/** The mock without a defect, with sessions of others. */
export interface Sound {
  vcenter: VCenter
  answer: Answer
  /** How many sessions of others have ended. */
  ended(): number
}

/** Creates the sound mock. @param others how many sessions of others are logged on: of two users, in turn. */
export function soundMock(others: number): Sound {
  const vcenter = createRepeatable()
  const users = ['administrator@vsphere.local', 'readonly@vsphere.local']
  const keys = Array.from({ length: others }, (_, index) => {
    const origin = { ipAddress: '127.0.0.1', userAgent: 'other' }
    return vcenter.login(users[index % users.length] ?? '', 'VMware1!', origin).key
  })
  const app = createApp(vcenter)
  return {
    vcenter,
    answer: (request) => app.fetch(request),
    ended: () => keys.filter((key) => !vcenter.sessions.has(key)).length,
  }
}
