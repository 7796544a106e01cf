import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { CodegenError } from '../codegen/codegen-error.ts'
import { compareSpecs, type SpecDifference } from '../codegen/difference/compare.ts'
import { type ExpectedDifference, readExpected } from '../codegen/difference/expected.ts'
import { notCompared } from '../codegen/difference/keywords.ts'
import type { JsonObject } from '../codegen/json-object.ts'
import { parseDocument } from '../codegen/parse.ts'
import { printable } from '../conformance/redaction/printable.ts'
import { readRegularFile, sizes } from './read-file.ts'
import { UsageError } from './usage.ts'

/** The options of `vijson spec diff`. */
export interface SpecDiffFlags {
  upstream: string
  json?: boolean
}

/** Runs `vijson spec diff`: this package's fragment against the published file. @returns the exit code: 1 for a difference that no erratum announces. @throws UsageError. */
export function specDiff({ upstream, json = false }: SpecDiffFlags): number {
  const published = readDocumentFile(upstream)
  const fragment = parseDocument(readFileSync(fragmentFile(), 'utf8'), 'openapi.json')
  const { compared, unexpected, expected, gone } = compareSpecs(fragment, published, ownErrata())
  const exitCode = unexpected.length > 0 ? 1 : 0
  if (json) {
    console.log(JSON.stringify({ compared, notCompared, unexpected, expected, gone }, null, 2))
    return exitCode
  }
  if (compared.operations === 0)
    throw new UsageError(
      `${basename(upstream)} has none of the operations of the fragment: is it the published file of VI JSON?`,
    )
  console.log(
    `${basename(upstream)} (${releaseOf(published)}): ${compared.operations} operations and ${compared.schemas} schemas compared`,
  )
  console.log(expectedLine(expected))
  if (gone.length > 0) {
    console.log('expected, and not found: published files differ by release, or the erratum is no longer needed')
    for (const { entry, place } of gone) console.log(`  entry ${entry}: ${place}`)
  }
  if (unexpected.length === 0) console.log('no other difference')
  else {
    console.log(
      `${unexpected.length} other ${unexpected.length === 1 ? 'difference' : 'differences'}, which no erratum announces`,
    )
    for (const difference of unexpected) console.log(blockOf(difference))
  }
  console.log(`not compared: ${notCompared.join('; ')}`)
  return exitCode
}

function blockOf({ place, published = 'nothing', here = 'nothing' }: SpecDifference): string {
  return printableBlock([`  ${place}`, `    published: ${published}`, `    here:      ${here}`])
}

/** A document that nobody has checked may contain what a terminal obeys. */
function printableBlock(lines: string[]): string {
  return lines.map(printable).join('\n')
}

function expectedLine(expected: readonly { entry: number }[]): string {
  if (expected.length === 0) return 'no difference is one that spec/errata.md announces'
  const counted = expected.length === 1 ? '1 difference is' : `${expected.length} differences are`
  return `${counted} expected (spec/errata.md, entries ${entriesOf(expected)})`
}

function entriesOf(expected: readonly { entry: number }[]): string {
  return [...new Set(expected.map(({ entry }) => entry))].sort((one, other) => one - other).join(', ')
}

function releaseOf({ info }: JsonObject): string {
  const version = typeof info === 'object' && info !== null && 'version' in info ? info.version : undefined
  return typeof version === 'string' ? printable(version) : 'no version'
}

function readDocumentFile(file: string): JsonObject {
  const text = readRegularFile(file, 'upstream file', sizes.recording)
  try {
    return parseDocument(text, basename(file))
  } catch (error) {
    throw error instanceof CodegenError ? new UsageError(printable(error.message), { cause: error }) : error
  }
}

function ownErrata(): ExpectedDifference[] {
  const file = join(dirname(fragmentFile()), '../spec/errata.yaml')
  return readExpected(parseDocument(readFileSync(file, 'utf8'), 'errata.yaml'))
}

/** The fragment of this package, by the name under which it exports it. */
function fragmentFile(): string {
  return createRequire(import.meta.url).resolve('vijson-conformance/openapi.json')
}
