import { afterAll, beforeAll, describe } from 'vitest'
import { type MockServer, startServer } from '../../src/mock/index.ts'
import { describeConformance } from '../../src/report/vitest.ts'
import { principals } from '../support/principals.ts'

describe.each([
  ['http', false],
  ['https', true],
])('over %s', (_, tls) => {
  let server: MockServer
  beforeAll(async () => {
    server = await startServer({ tls })
  })
  afterAll(() => server.close())

  const target = () => ({
    ...principals,
    url: server.url,
    ...(server.certificate === undefined ? {} : { tls: { ca: server.certificate } }),
  })
  describeConformance('the mock', target, { strict: true })
})
