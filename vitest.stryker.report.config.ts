import { defineConfig } from 'vitest/config'

/** The tests by which the mutants of the reports are judged. What a report says is what it is for, so here changes to texts count as well. */
export default defineConfig({
  test: {
    isolate: false,
    include: ['tests/unit/report/**/*.test.ts'],
    // It starts another vitest, which does not run the mutated code.
    exclude: ['tests/unit/report/vitest.test.ts'],
  },
})
