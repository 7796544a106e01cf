import { createApp, createVCenter } from '../../src/mock/index.ts'
import { describeConformance } from '../../src/report/vitest.ts'
import { principals } from '../support/principals.ts'

const app = createApp(createVCenter())

describeConformance(
  'the mock in process',
  { ...principals, url: 'https://mock.invalid', fetch: async (request) => app.fetch(request) },
  { strict: true },
)
