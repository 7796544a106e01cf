import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { differencesFrom, type Ledger, problemsOf, readLedger } from '../../../scripts/ledger/ledger.ts'
import { hashOf, readPage } from '../../../scripts/ledger/page.ts'

const spec = new URL('../../../spec/', import.meta.url)
const ledger = readLedger(new URL('requirements.yaml', spec), new URL('requirements.schema.json', spec))

/** A page in the form of the operation's page, and its ledger. */
const page = readPage(
  [
    'Title',
    '',
    'First sentence. Second one.',
    '',
    'Request',
    'URI',
    'POST',
    '',
    'Responses',
    '{',
    '  "a": 1',
    '}',
    '',
  ].join('\n'),
)
const small: Ledger = {
  documents: { page: { title: 'Title', publisher: 'nobody', sentences: { description: 3, request: 1, responses: 1 } } },
  requirements: page.map((sentence, index) => ({
    id: `page.${'abcde'.charAt(index)}`,
    source: { document: 'page', section: sentence.section, ordinal: sentence.ordinal, sha256: hashOf(sentence) },
    excluded: 'for the test',
  })),
}

/** The small ledger with one row changed or removed. */
const changed = (
  index: number,
  change: (row: Ledger['requirements'][number]) => Ledger['requirements'][number][],
): Ledger => ({
  ...small,
  requirements: small.requirements.flatMap((row, place) => (place === index ? change(row) : [row])),
})

test('readPage splits a page into sentences, labels and samples', () => {
  expect(page.map(({ section, ordinal, text }) => [section, ordinal, text])).toEqual([
    ['description', 1, 'Title'],
    ['description', 2, 'First sentence.'],
    ['description', 3, 'Second one.'],
    ['request', 1, 'URI POST'],
    ['responses', 1, '{ "a": 1 }'],
  ])
})

test('the ledger of the project has no problem', () => {
  expect(problemsOf(ledger)).toEqual([])
})

describe('problemsOf', () => {
  test('names a sentence without a row', () => {
    expect(problemsOf(changed(1, () => []))).toEqual(['sentence 2 of description has no row'])
  })

  test('names an id that is used twice', () => {
    expect(problemsOf(changed(1, (row) => [{ ...row, id: 'page.a' }]))).toEqual(['page.a: used twice'])
  })

  test('names a sentence that the page does not have', () => {
    const source = { document: 'page', section: 'request', ordinal: 2, sha256: '' } as const
    expect(problemsOf(changed(1, (row) => [row, { ...row, id: 'page.f', source }]))).toEqual([
      'page.f: the page has no sentence 2 of request',
    ])
  })

  test('names rows that disagree about their sentence', () => {
    const other = (row: Ledger['requirements'][number]) => ({
      ...row,
      id: 'page.f',
      source: { ...row.source, sha256: 'other' },
    })
    expect(problemsOf(changed(1, (row) => [row, other(row)]))).toEqual([
      'the rows of sentence 2 of description disagree about its hash',
    ])
  })
})

describe('differencesFrom', () => {
  test('finds none in the page of the ledger', () => {
    expect(differencesFrom(page, small)).toEqual([])
  })

  test('names a sentence that was changed', () => {
    const reworded = page.map((sentence, index) =>
      index === 1 ? { ...sentence, text: 'Another sentence.' } : sentence,
    )
    expect(differencesFrom(reworded, small)).toEqual([
      'page.b: sentence 2 of description is not the one that was hashed',
    ])
  })

  test('names a section that has grown', () => {
    const longer = [...page, { section: 'request', ordinal: 2, text: 'more' } as const]
    expect(differencesFrom(longer, small)).toEqual(['request: the page has 2 sentences, the ledger 1'])
  })
})

describe('the schema of the ledger', () => {
  const validate = new Ajv2020({ strictRequired: false }).compile(
    JSON.parse(readFileSync(new URL('requirements.schema.json', spec), 'utf8')),
  )
  const rows = (): Record<string, unknown>[] =>
    structuredClone(parse(readFileSync(new URL('requirements.yaml', spec), 'utf8')).requirements)
  const withFirst = (change: (row: Record<string, unknown>) => void) => {
    const requirements = rows()
    if (requirements[0]) change(requirements[0])
    return validate({ documents: small.documents, requirements })
  }

  test('accepts the rows of the project', () => {
    expect(withFirst(() => {})).toBe(true)
  })

  test.each<[string, (row: Record<string, unknown>) => void]>([
    ['rejects a row with neither a check nor a reason', (row) => delete row.level],
    ['rejects a row with both a check and a reason', (row) => Object.assign(row, { excluded: 'why' })],
    [
      'rejects a must without a sentence of the page',
      (row) => Object.assign(row, { source: { document: 'convention', basis: 'x' } }),
    ],
    ['rejects an id that is not a slug', (row) => Object.assign(row, { id: 'Terminate 1' })],
    ['rejects an unknown level', (row) => Object.assign(row, { level: 'may' })],
  ])('%s', (_, change) => {
    expect(withFirst(change)).toBe(false)
  })
})
