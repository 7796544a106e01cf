import type { JsonObject } from '../json-object.ts'
import { type ExpectedDifference, isExpected } from './expected.ts'
import { type Statements, statementsOf } from './statements.ts'

/** A place of which two documents say different things. Undefined: one of them says nothing. */
export interface SpecDifference {
  place: string
  published?: string
  here?: string
}

/** What comparing a fragment with the published document came to. */
export interface Comparison {
  /** Operations and schemas that stand in both. */
  compared: { operations: number; schemas: number }
  /** Differences that nothing announces. */
  unexpected: SpecDifference[]
  /** Differences that are meant, with the number of their entry in the errata. */
  expected: (SpecDifference & { entry: number })[]
  /** Expected differences that are not there: the published document says by now what the fragment says. */
  gone: ExpectedDifference[]
}

/**
 * Compares a fragment with the document that it is a fragment of. What the published document has beside the fragment's operations and schemas is no difference.
 *
 * @param fragment a whole OpenAPI document of 3.0 or 3.1, as JSON has it.
 * @param published likewise.
 */
export function compareSpecs(
  fragment: JsonObject,
  published: JsonObject,
  expectations: readonly ExpectedDifference[],
): Comparison {
  const here = statementsOf(fragment)
  const there = statementsOf(published, new Set(here.schemas.keys()))
  const differences = [
    ...differencesOf(here.operations, there.operations, 'an operation'),
    ...differencesOf(prefixed('schema', here.schemas), prefixed('schema', there.schemas), 'a schema'),
    ...differencesOf(
      prefixed('security scheme', here.securitySchemes),
      prefixed('security scheme', there.securitySchemes),
      'a security scheme',
    ),
  ]
  const comparison: Comparison = {
    compared: { operations: common(here.operations, there.operations), schemas: common(here.schemas, there.schemas) },
    unexpected: [],
    expected: [],
    gone: [],
  }
  const met = new Set<ExpectedDifference>()
  for (const difference of differences) {
    const expectation = expectations.find((one) => isExpected(difference, one))
    if (expectation === undefined) {
      comparison.unexpected.push(difference)
      continue
    }
    met.add(expectation)
    comparison.expected.push({ ...difference, entry: expectation.entry })
  }
  comparison.gone = expectations.filter((one) => !met.has(one) && !one.isOptional)
  return comparison
}

type Parts = ReadonlyMap<string, Statements>

function prefixed(what: string, parts: Parts): Parts {
  return new Map([...parts].map(([name, said]) => [`${what} ${name}`, said]))
}

function common(here: Parts, there: Parts): number {
  return [...here.keys()].filter((name) => there.has(name)).length
}

/** What differs, place by place; one difference for a whole part that only the fragment has. */
function differencesOf(here: Parts, there: Parts, what: string): SpecDifference[] {
  return [...here].flatMap(([name, said]): SpecDifference[] => {
    const published = there.get(name)
    if (published === undefined) return [{ place: name, here: what }]
    return [...new Set([...said.keys(), ...published.keys()])].flatMap((place) => {
      const [one, other] = [published.get(place), said.get(place)]
      if (one === other) return []
      return {
        place,
        ...(one === undefined ? {} : { published: one }),
        ...(other === undefined ? {} : { here: other }),
      }
    })
  })
}
