import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { parse } from 'yaml'
import { hashOf, type Sentence } from './page.ts'

/** `spec/requirements.yaml`, as `spec/requirements.schema.json` describes it. */
export interface Ledger {
  documents: { page: { title: string; publisher: string; sentences: Record<string, number> } }
  requirements: Row[]
}

interface Row {
  id: string
  level?: 'must' | 'should' | 'observed'
  statement?: string
  source: PageSource | { document: 'convention'; basis: string }
  excluded?: string
  /** What a server may answer besides that is of a release or a later one. */
  releases?: { from: string; statuses: number[]; faults: string[] }[]
}

interface PageSource {
  document: 'page'
  section: string
  ordinal: number
  sha256: string
}

/** Reads a ledger. @throws Error with every violation of the schema. */
export function readLedger(file: URL, schemaFile: URL): Ledger {
  const ledger: unknown = parse(readFileSync(file, 'utf8'))
  const ajv = new Ajv2020({ allErrors: true, strictRequired: false })
  const validate = ajv.compile<Ledger>(JSON.parse(readFileSync(schemaFile, 'utf8')))
  if (!validate(ledger)) throw new Error(`${file.pathname}: ${ajv.errorsText(validate.errors, { separator: '\n' })}`)
  return ledger
}

/** The problems of a ledger: a sentence without a row, an id used twice, a row about a missing sentence. */
export function problemsOf(ledger: Ledger): string[] {
  const problems: string[] = []
  const { sentences } = ledger.documents.page
  const sources = ledger.requirements.flatMap(({ id, source }) =>
    source.document === 'page' ? [{ id, ...source }] : [],
  )
  for (const [section, count] of Object.entries(sentences)) {
    for (let ordinal = 1; ordinal <= count; ordinal++) {
      const rows = sources.filter((source) => source.section === section && source.ordinal === ordinal)
      if (rows.length === 0) problems.push(`sentence ${ordinal} of ${section} has no row`)
      if (new Set(rows.map(({ sha256 }) => sha256)).size > 1)
        problems.push(`the rows of sentence ${ordinal} of ${section} disagree about its hash`)
    }
  }
  for (const { id, section, ordinal } of sources) {
    if (ordinal > (sentences[section] ?? 0)) problems.push(`${id}: the page has no sentence ${ordinal} of ${section}`)
  }
  const ids = ledger.requirements.map(({ id }) => id)
  for (const id of new Set(ids.filter((id, index) => ids.indexOf(id) !== index))) problems.push(`${id}: used twice`)
  return problems
}

/** The differences between the ledger and a saved copy of the page. */
export function differencesFrom(page: Sentence[], ledger: Ledger): string[] {
  const differences: string[] = []
  for (const section of new Set(page.map((sentence) => sentence.section))) {
    const count = page.filter((sentence) => sentence.section === section).length
    const claimed = ledger.documents.page.sentences[section] ?? 0
    if (claimed !== count) differences.push(`${section}: the page has ${count} sentences, the ledger ${claimed}`)
  }
  for (const { id, source } of ledger.requirements) {
    if (source.document !== 'page') continue
    const sentence = page.find(({ section, ordinal }) => section === source.section && ordinal === source.ordinal)
    if (sentence === undefined || hashOf(sentence) !== source.sha256) {
      differences.push(`${id}: sentence ${source.ordinal} of ${source.section} is not the one that was hashed`)
    }
  }
  return differences
}
