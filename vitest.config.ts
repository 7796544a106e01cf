import { defineConfig } from 'vitest/config'

/**
 * The conformance project tests the mock by every transport; where it alone is asked for, the target in VIJSON_TARGET. A plain `npm test` reaches no
 * server, whatever the environment says.
 */
const isAskedFor = process.argv.includes('conformance') || process.argv.includes('--project=conformance')
const conformance =
  !isAskedFor || (process.env.VIJSON_TARGET ?? '') === ''
    ? 'tests/conformance/mock-*.test.ts'
    : 'tests/conformance/target.test.ts'

export default defineConfig({
  test: {
    // Continuous integration has two cores. Many tests wait for a server, so that two workers leave a quarter of them unused.
    maxWorkers: 3,
    // Without isolation, a worker loads a module once for all files of a project: that halves the time of many small files.
    projects: [
      { test: { name: 'project', include: ['tests/project/**/*.test.ts'], testTimeout: 60_000 } },
      { test: { name: 'scripts', include: ['tests/scripts/**/*.test.ts'] } },
      { test: { name: 'unit', include: ['tests/unit/**/*.test.ts'], testTimeout: 60_000, isolate: false } },
      { test: { name: 'engine', include: ['tests/engine/**/*.test.ts'], testTimeout: 60_000, isolate: false } },
      {
        test: { name: 'evidence', include: ['tests/evidence/**/*.test.ts'], testTimeout: 180_000, hookTimeout: 60_000 },
      },
      { test: { name: 'redaction', include: ['tests/redaction/**/*.test.ts'], testTimeout: 180_000 } },
      {
        test: {
          name: 'reports',
          include: ['tests/reports/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          isolate: false,
        },
      },
      { test: { name: 'conformance', include: [conformance] } },
      {
        test: {
          name: 'mutation',
          include: ['tests/mutation/**/*.test.ts'],
          testTimeout: 60_000,
          pool: 'threads',
          isolate: false,
        },
      },
      // Some close their connections, which many runs at once in one process do not stand.
      {
        test: {
          name: 'controls',
          include: ['tests/controls/**/*.test.ts'],
          testTimeout: 120_000,
          maxConcurrency: 2,
          retry: 2,
        },
      },
      { test: { name: 'hostile', include: ['tests/hostile/**/*.test.ts'], testTimeout: 60_000 } },
      { test: { name: 'attacks', include: ['tests/attacks/**/*.test.ts'], testTimeout: 60_000 } },
      { test: { name: 'stability', include: ['tests/stability/transports.test.ts'], testTimeout: 180_000 } },
      {
        test: {
          name: 'browser',
          include: ['tests/browser/**/*.test.ts'],
          testTimeout: 60_000,
          // Whole runs, whose pages are opened.
          hookTimeout: 180_000,
        },
      },
      { test: { name: 'recipes', include: ['tests/recipes/**/*.test.ts'], testTimeout: 180_000 } },
      // These start processes and wait for them, so running side by side would not make them faster.
      { test: { name: 'cli', include: ['tests/cli/**/*.test.ts'], testTimeout: 60_000, isolate: false } },
      { test: { name: 'system', include: ['tests/system/**/*.test.ts'], testTimeout: 60_000 } },
      {
        test: { name: 'interop', include: ['tests/interop/**/*.test.ts'], testTimeout: 180_000, hookTimeout: 600_000 },
      },
      { test: { name: 'codegen', include: ['tests/codegen/**/*.test.ts'], testTimeout: 180_000 } },
      {
        test: {
          name: 'generators',
          include: ['tests/generators/**/*.test.ts'],
          testTimeout: 600_000,
        },
      },
      {
        test: {
          name: 'consumers',
          include: ['tests/consumers/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 300_000,
        },
      },
      {
        test: { name: 'package', include: ['tests/package/**/*.test.ts'], testTimeout: 180_000, hookTimeout: 300_000 },
      },
    ],
  },
})
