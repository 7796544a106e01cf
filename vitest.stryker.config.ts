import { defineConfig } from 'vitest/config'

/** The tests by which the suite's own mutants are judged: those of the engine, and each check alone against the mutants that it is meant to find out. */
export default defineConfig({
  test: {
    isolate: false,
    include: ['tests/unit/conformance/**/*.test.ts', 'tests/mutation/alone.test.ts'],
    // It starts a vitest of its own, which the mutated code would not reach.
    exclude: ['tests/unit/conformance/vitest.test.ts'],
  },
})
