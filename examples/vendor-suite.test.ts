import { startServer } from 'vijson-conformance/mock'
import { describeConformance } from 'vijson-conformance/vitest'
import { afterAll } from 'vitest'

/** A vendor's own tests: start the implementation, and every requirement is a test. Here, the mock takes its place. */
const implementation = await startServer()
afterAll(() => implementation.close())

describeConformance('our implementation', {
  url: implementation.url,
  controller: { userName: 'administrator@vsphere.local', password: 'VMware1!' },
  limited: { userName: 'readonly@vsphere.local', password: 'VMware1!' },
})
