import { defineConfig } from 'vitest/config'

/** The tests that run for each mutation of the engine; those for the checks are in vitest.stryker.checks.config.ts. */
export default defineConfig({
  test: {
    isolate: false,
    include: ['tests/unit/conformance/**/*.test.ts', 'tests/engine/**/*.test.ts'],
    // It tests the checks.
    exclude: ['tests/engine/calls.test.ts'],
  },
})
