import { defineConfig } from 'vitest/config'

const engine = ['authentication', 'calls', 'context', 'disruptive-gate', 'observed', 'unusual-answers']

/** The tests that run for each mutation of the checks: each check alone against the mutants that it is meant to kill, and its exact calls. */
export default defineConfig({
  test: {
    isolate: false,
    include: [
      'tests/mutation/alone.test.ts',
      'tests/unit/conformance/checks/**/*.test.ts',
      'tests/unit/conformance/context/leaked-secret.test.ts',
      ...engine.map((name) => `tests/engine/${name}.test.ts`),
    ],
  },
})
