import { defineConfig } from 'vitest/config'

const engine = ['authentication', 'calls', 'context', 'disruptive-gate', 'observed', 'unusual-answers']

/** The tests by which the mutants of the checks are judged: each check alone against the defects that it is meant to find out, and to the letter. */
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
