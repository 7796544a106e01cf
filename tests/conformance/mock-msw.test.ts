import { setupServer } from 'msw/node'
import { afterAll, beforeAll } from 'vitest'
import { handlers } from '../../src/mock/msw.ts'
import { describeConformance } from '../../src/report/vitest.ts'
import { principals } from '../support/principals.ts'

const url = 'https://mock.invalid'
const server = setupServer(...handlers(url))
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }))
afterAll(() => server.close())

describeConformance('the mock through msw', { ...principals, url }, { strict: true })
