import { load, YAMLException } from 'js-yaml'
import { refuseEndless } from './aliases.ts'
import { CodegenError } from './codegen-error.ts'
import { duplicateName } from './duplicate-names.ts'
import { isJsonObject, type JsonObject } from './json-object.ts'

/**
 * Parses a document in YAML or JSON. By js-yaml, because the published files have ten megabytes and more.
 *
 * @param name the file, in messages.
 * @throws CodegenError with the file, the line and the reason.
 */
export function parseDocument(text: string, name: string): JsonObject {
  const value = parsed(text, name)
  if (anchor.test(text)) refuseEndless(value, name)
  if (!isJsonObject(value)) throw new CodegenError(`${name}: it is no object`)
  return value
}

/** What an alias may refer to. To measure every document would take long. */
const anchor = /(?:^|[\s,[{])&[^\s,\]}]/

function parsed(text: string, name: string): unknown {
  if (text.trimStart().startsWith('{')) {
    const value = jsonOf(text.trimStart())
    // What begins like JSON may be YAML all the same: its parser says what is wrong.
    if (value !== undefined) {
      refuseDuplicates(text, name)
      return value
    }
  }
  try {
    // A file of aliases to aliases would be without end.
    return load(text, { maxAliases: 1000, maxDepth: 200 })
  } catch (error) {
    throw new CodegenError(`${name}${reasonOf(error)}`, { cause: error })
  }
}

/** The value of a JSON text; undefined where it is none. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function refuseDuplicates(json: string, name: string): void {
  const duplicate = duplicateName(json)
  if (duplicate !== undefined)
    throw new CodegenError(`${name}:${duplicate.line}: duplicated member ${JSON.stringify(duplicate.name)}`)
}

function reasonOf(error: unknown): string {
  if (!(error instanceof YAMLException)) return `: ${error instanceof Error ? error.message : String(error)}`
  return error.mark === undefined || error.mark === null
    ? `: ${error.reason}`
    : `:${error.mark.line + 1}: ${error.reason}`
}
