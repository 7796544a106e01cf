import { defineConfig } from 'vitest/config'

/** The tests by which the mutants of the engine are judged. Those of the checks are judged by others: vitest.stryker.checks.config.ts. */
export default defineConfig({
  test: {
    isolate: false,
    include: ['tests/unit/conformance/**/*.test.ts', 'tests/engine/**/*.test.ts'],
    // The one starts a vitest of its own, which the mutated code would not reach; the other is about the checks.
    exclude: ['tests/unit/conformance/vitest.test.ts', 'tests/engine/calls.test.ts'],
  },
})
