import { createVCenter, startServer } from '../../src/mock/index.ts'

/** A mock over HTTP on which others have begun so many sessions. @param atEnd is given the function that closes it. @returns its URL. */
export async function crowdedServer(sessions: number, atEnd: (close: () => void) => void): Promise<{ url: string }> {
  const vcenter = createVCenter()
  const origin = { ipAddress: '192.0.2.17', userAgent: 'VMware vim-java 1.0 (vsphere-ui)' }
  for (let count = 0; count < sessions; count += 1) {
    vcenter.login('administrator@vsphere.local', 'VMware1!', origin)
  }
  const server = await startServer({ vcenter })
  atEnd(() => void server.close())
  return server
}
