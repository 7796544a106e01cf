import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const root = fileURLToPath(new URL('../../', import.meta.url))

/** What each part may import besides itself and packages. */
const allowed: Record<string, string[]> = {
  'src/client': ['generated'],
  'src/mock': ['generated'],
  'src/conformance': ['spec', 'generated', 'src/client'],
  'src/report': ['spec', 'src/conformance'],
  'src/cli': ['generated', 'src/client', 'src/mock', 'src/conformance', 'src/report'],
}

const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' }).filter((file) =>
  /\.tsx?$/.test(file),
)

const partOf = (path: string) =>
  path
    .split('/')
    .slice(0, path.startsWith('src/') ? 2 : 1)
    .join('/')

const imports = files.flatMap((file) => {
  const path = `src/${file}`
  const text = readFileSync(join(root, path), 'utf8')
  const named = [...text.matchAll(/(?:from|import\() ?'(\.[^']+)'/g)].map(([, name = '']) => name)
  return named.map((name) => ({ from: path, to: relative(root, normalize(join(root, dirname(path), name))) }))
})

test('imports point one way, and the mock and the suite do not know each other', () => {
  expect(imports.length).toBeGreaterThan(100)
  const against = imports.filter(({ from, to }) => {
    const part = partOf(from)
    return partOf(to) !== part && !(allowed[part] ?? []).includes(partOf(to))
  })
  expect(against).toEqual([])
})
