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

/** What runs the client besides Node: the package that has the program, and how it runs a file. */
export const runtimes = {
  Bun: { package: 'bun@1.4.5', command: ['bun'] },
  Deno: { package: 'deno@2.9.6', command: ['deno', 'run', '--allow-net', '--allow-env', '--allow-read'] },
} as const
