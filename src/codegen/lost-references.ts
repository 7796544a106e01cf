import type { Document } from './document.ts'
import { refusal } from './lines.ts'
import { leadsSomewhere } from './pointer.ts'
import { type Kind, referencesOf } from './schema-walk.ts'

/** What each section of the components holds. */
const sections: Record<string, Kind> = {
  schemas: 'schema',
  responses: 'response',
  parameters: 'parameter',
  requestBodies: 'requestBody',
  headers: 'parameter',
  callbacks: 'callback',
  pathItems: 'pathItem',
}

/** How a person calls what a reference asks for. */
const words: Partial<Record<Kind, string>> = {
  schema: 'a schema',
  response: 'an answer',
  parameter: 'a parameter or a header',
  requestBody: 'a body',
  callback: 'a callback',
  pathItem: 'a path item',
}

/**
 * Refuses references that lead to nothing, or to something else than what their place asks for.
 *
 * @throws CodegenError with the file and the line.
 */
export async function refuseLost(document: Document, file: string): Promise<void> {
  for (const { kind, reference, place } of referencesOf(document)) {
    if (!leadsSomewhere(document, reference))
      throw await refusal(file, place, `the reference ${JSON.stringify(reference)} leads to nothing`)
    const [, section = ''] = /^#\/components\/(\w+)\/[^/]+$/.exec(reference) ?? []
    const found = Object.hasOwn(sections, section) ? sections[section] : undefined
    if (found !== undefined && found !== kind && words[kind] !== undefined)
      throw await refusal(
        file,
        place,
        `the reference ${JSON.stringify(reference)} leads to ${words[found]}, and ${words[kind]} is asked for`,
      )
  }
}
