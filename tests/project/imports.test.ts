import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { expect, test } from 'vitest'

const root = fileURLToPath(new URL('../../', import.meta.url))

/** What each part of src may import besides itself and packages. */
const parts: Record<string, string[]> = {
  'src/client': ['generated'],
  'src/mock': ['generated'],
  'src/conformance': ['spec', 'generated', 'src/client'],
  'src/report': ['spec', 'src/conformance'],
  'src/codegen': [],
  'src/cli': ['src/codegen', 'spec', 'generated', 'src/client', 'src/mock', 'src/conformance', 'src/report'],
}

/** What the lowest folders of src/conformance may import of it; each list contains the one before. */
const belowRedaction = ['errors', 'types']
const belowTransport = ['dimensions', 'redaction', ...belowRedaction]
const belowSessions = ['transport', ...belowTransport]
const belowContext = ['sessions', ...belowSessions]
const belowChecks = ['context', ...belowContext]
const belowEngine = ['checks', ...belowChecks]
const belowSuite = ['engine', ...belowEngine]

/** What each room and each file of src/conformance may import of it, besides itself. */
const folders: Record<string, string[]> = {
  index: ['suite', 'deviations', 'replay', ...belowSuite],
  suite: ['deviations', ...belowSuite],
  engine: ['deviations', ...belowEngine],
  checks: belowChecks,
  context: belowContext,
  sessions: belowSessions,
  transport: belowTransport,
  dimensions: [],
  redaction: belowRedaction,
  errors: ['types'],
  types: [],
  // These two stand beside the others.
  deviations: belowSessions,
  replay: belowSessions,
}

const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file))
  .map((file) => `src/${file}`)

const partOf = (path: string) =>
  path
    .split('/')
    .slice(0, path.startsWith('src/') ? 2 : 1)
    .join('/')

/** The room of a file of src/conformance; a file that stands in no room is one by itself. */
const folderOf = (path: string) => path.split('/')[2]?.replace(/\.ts$/, '') ?? ''

interface Import {
  from: string
  to: string
}

/** Every relative import and re-export of src, of types too. */
const imports: Import[] = files.flatMap((from) => {
  const { importedFiles } = ts.preProcessFile(readFileSync(join(root, from), 'utf8'), true, true)
  return importedFiles
    .filter(({ fileName }) => fileName.startsWith('.'))
    .map(({ fileName }) => ({ from, to: relative(root, normalize(join(root, dirname(from), fileName))) }))
})

const withinConformance = imports.filter(({ from, to }) =>
  [from, to].every((path) => path.startsWith('src/conformance/')),
)

test('every relative import of src leads to a file', () => {
  expect(imports.length).toBeGreaterThan(100)
  expect(imports.filter(({ to }) => !existsSync(join(root, to)))).toEqual([])
})

test('imports between the parts of src run one way, and the mock and the suite do not import each other', () => {
  const isForbidden = ({ from, to }: Import) =>
    partOf(to) !== partOf(from) && !(parts[partOf(from)] ?? []).includes(partOf(to))
  expect(imports.filter(isForbidden)).toEqual([])
})

test('imports between the folders of src/conformance run one way', () => {
  expect(withinConformance.length).toBeGreaterThan(100)
  const isForbidden = ({ from, to }: Import) =>
    folderOf(to) !== folderOf(from) && !(folders[folderOf(from)] ?? []).includes(folderOf(to))
  expect(withinConformance.filter(isForbidden)).toEqual([])
})

test('the table of the folders names each of them, and no other', () => {
  const found = files.filter((path) => path.startsWith('src/conformance/')).map(folderOf)
  expect([...new Set(found)].sort()).toEqual(Object.keys(folders).sort())
})

test('src/conformance/types.ts imports nothing but generated code and the client', () => {
  const imported = imports.filter(({ from }) => from === 'src/conformance/types.ts').map(({ to }) => partOf(to))
  expect(imported.filter((part) => !['generated', 'src/client'].includes(part))).toEqual([])
})

test('no file stands outside the folders of src/conformance but the entry points and the types', () => {
  const loose = files.filter((path) => /^src\/conformance\/[^/]+$/.test(path))
  expect(loose.sort()).toEqual(['index', 'suite', 'types'].map((name) => `src/conformance/${name}.ts`))
})
