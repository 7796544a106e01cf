import { defineConfig } from 'vitest/config'

const unit = ['calls', 'recorded', 'authentication', 'model', 'hazard', 'secrets', 'staging', 'unusual-answers']

/** The tests by which the mutants of the checks are judged: each check alone against the defects that it is meant to find out, and to the letter. */
export default defineConfig({
  test: {
    isolate: false,
    include: ['tests/mutation/alone.test.ts', ...unit.map((name) => `tests/unit/conformance/${name}.test.ts`)],
  },
})
