import { setupServer } from 'msw/node'
import { connect } from 'vijson-conformance'
import { createVCenter, handlers } from 'vijson-conformance/msw'
import { afterAll, beforeAll, expect, test } from 'vitest'

/** Tests code that uses the client, against the mock through msw: without a vCenter and without a port. */
const url = 'https://vcenter.example'
const vcenter = createVCenter()
const server = setupServer(...handlers(url, vcenter))
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }))
afterAll(() => server.close())

test('an administrator ends the session of another user', async () => {
  const { login } = await connect({ url })
  const administrator = await login({ userName: 'administrator@vsphere.local', password: 'VMware1!' })
  const victim = await login({ userName: 'readonly@vsphere.local', password: 'VMware1!' })
  expect(await administrator.terminateSessions([victim.key])).toEqual({ kind: 'terminated' })
  expect([...vcenter.sessions.keys()]).toEqual([administrator.key])
})
