import { defineConfig } from 'vitest/config'

/** Many runs with random delays: too many for every `npm test`. */
export default defineConfig({
  test: { maxWorkers: 2, include: ['tests/stability/many-runs.test.ts'], testTimeout: 600_000 },
})
