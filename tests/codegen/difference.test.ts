import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { compareSpecs } from '../../src/codegen/difference/compare.ts'
import { type ExpectedDifference, readExpected } from '../../src/codegen/difference/expected.ts'
import { parseDocument } from '../../src/codegen/parse.ts'
import { publishedShape } from '../support/published-shape.ts'

type Json = Record<string, unknown>

const root = join(import.meta.dirname, '../..')
const read = async (name: string) => parseDocument(await readFile(join(root, name), 'utf8'), name)
const fragment = await read('generated/openapi.json')
const expectations: ExpectedDifference[] = readExpected(await read('spec/errata.yaml'))

describe('the errata', () => {
  test('announce every difference from a document in the shape of the published ones, and no other', () => {
    for (const release of ['8.0.2.0', '9.0.0.0', '9.1.0.0', '9.1.1.0']) {
      const { compared, unexpected, gone } = compareSpecs(fragment, publishedShape(release), expectations)
      expect({ unexpected, gone }).toEqual({ unexpected: [], gone: [] })
      expect(compared.operations).toBe(11)
    }
  })

  test('have an entry in words for each number', async () => {
    const words = await readFile(join(root, 'spec/errata.md'), 'utf8')
    for (const { entry } of expectations) expect(words).toContain(`\n## ${entry}. `)
  })
})

/** A change of one member, and where it is. */
interface Change {
  path: string[]
  change(parent: Json): void
}

/** Every way in which one member of a document can be missing, or another text. */
function changesOf(value: unknown, path: string[] = []): Change[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, member]): Change[] => {
    const here = [...path, name]
    if (saysNothing(here, member)) return []
    const removal = { path: here, change: (parent: Json) => void delete parent[name] }
    const other = { path: here, change: (parent: Json) => Object.assign(parent, { [name]: otherText(member) }) }
    return [
      ...(path.length > 1 && !Array.isArray(value) && !isEmpty(member) ? [removal] : []),
      ...(typeof member === 'string' ? [other] : []),
      ...changesOf(member, here),
    ]
  })
}

function otherText(member: string): string {
  return member.startsWith('#/') ? '#/components/schemas/Method' : `${member}x`
}

function isEmpty(member: unknown): boolean {
  return typeof member === 'object' && member !== null && Object.keys(member).length === 0
}

/** Words; what the fragment has no part in; and what is the same as if it were not there. */
function saysNothing(path: readonly string[], member: unknown): boolean {
  const name = path.at(-1) ?? ''
  const words = ['openapi', 'info', 'description', 'discriminator', 'servers', 'securitySchemes', 'parameters']
  const unused = ['SecurityError', 'UpdateServiceMessageRequestType', '/SessionManager/{moId}/UpdateServiceMessage']
  const differing = ['viewManager', 'authorizationManager', 'instanceUuid', 'patchLevel', 'licenseProductName']
  const isOptional = ['AuthenticationRequired', 'AuthenticationRequiredChallenge'].includes(name)
  // Whatever these have beside what the fragment needs is expected.
  const isBase = /^components schemas (ServiceContent|AboutInfo) allOf 0/.test(path.join(' '))
  const isObjectType = name === 'type' && member === 'object'
  return [...words, ...unused, ...differing].includes(name) || isOptional || isBase || isObjectType
}

describe('a difference that no erratum announces', () => {
  const changes = changesOf(publishedShape())

  test('is found, wherever one member of the published document is missing or another one', () => {
    expect(changes.length).toBeGreaterThan(300)
    const missed: string[] = []
    for (const { path, change } of changes) {
      // Its parts stand in several places; each of them is to change alone.
      const published = JSON.parse(JSON.stringify(publishedShape()))
      change(path.slice(0, -1).reduce<Json>((at, name) => at[name] as Json, published)) // The path leads there.
      const { unexpected, gone } = compareSpecs(fragment, published, expectations)
      if (unexpected.length === 0 && gone.length === 0) missed.push(path.join(' '))
    }
    expect(missed).toEqual([])
  })
})
