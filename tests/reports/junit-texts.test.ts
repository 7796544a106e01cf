import fc from 'fast-check'
import { XMLParser } from 'fast-xml-parser'
import { XmlDocument } from 'libxml2-wasm'
import { describe, expect, test } from 'vitest'
import type { RequirementResult, SuiteResult } from '../../src/conformance/index.ts'
import { printable } from '../../src/conformance/redaction/printable.ts'
import { headlineOf } from '../../src/report/headline.ts'
import { junitReport } from '../../src/report/junit.ts'
import { operationPage } from '../../src/report/source.ts'
import { hostileTexts } from '../support/hostile-texts.ts'
import { sampleRequirement, sampleResult } from '../support/sample-result.ts'

/** A place where text from outside enters a report. */
interface Place {
  /** A result with a text at that place. */
  given(text: string): Partial<SuiteResult>
  /** The path to it: the first element of each name below the root, and an attribute or the text. */
  at: [...elements: string[], last: string]
  /** The whole text at that place. */
  whole(text: string): string
}

const id = 'terminate.a.b'
const deviation = { reason: 'a reason', link: 'https://tracker.example/1', owner: 'a team', expires: '2027-01-01' }
const stale = { place: 'd.yaml:1', requirement: id, cause: 'expired', message: 'it is old' } as const

const of = (given: Partial<RequirementResult>) => ({ requirements: [sampleRequirement(id, given)] })
const found = (verdict: RequirementResult['verdict'], message: string) =>
  of({ verdict, finding: { code: 'schema', message } })
const declared = (given: Partial<typeof deviation>) =>
  of({ verdict: 'deviated', deviation: { ...deviation, ...given } })
const outdated = (given: { place?: string; message?: string }) => ({
  requirements: [],
  stale: [{ ...stale, ...given }],
})

const source = `the operation's page, description, sentence 3, ${operationPage}`
const repeat = `vijson test --target https://vcenter.example --only ${id} --seed 5`
const request = `shown where --trace ${id} is added to the command below`
const inCase = ['testsuite', 'testcase']
const places: Record<string, Place> = {
  'the message of a failure': {
    given: (text) => found('fail', text),
    at: [...inCase, 'failure', '@message'],
    whole: (text) => text,
  },
  'the text of a failure': {
    given: (text) => found('fail', text),
    at: [...inCase, 'failure', 'text()'],
    whole: (text) => `What ${id} says.\nSeen: ${text}\nRequest: ${request}\nSource: ${source}\nRepeat: ${repeat}`,
  },
  'the message of an error': {
    given: (text) => found('error', text),
    at: [...inCase, 'error', '@message'],
    whole: (text) => text,
  },
  'the reason why a requirement is skipped': {
    given: (text) => found('unsupported', text),
    at: [...inCase, 'skipped', '@message'],
    whole: (text) => text,
  },
  'the statement of a requirement': {
    given: (text) => of({ verdict: 'fail', statement: text }),
    at: [...inCase, 'failure', 'text()'],
    whole: (text) => `${text}\n`,
  },
  'an observation': {
    given: (text) => of({ recorded: ['first', text, 'last'] }),
    at: [...inCase, 'system-out'],
    whole: (text) => `first\n${text}\nlast`,
  },
  'the id of a requirement': {
    given: (text) => ({ requirements: [sampleRequirement(`terminate.a.${text}`)] }),
    at: [...inCase, '@name'],
    whole: (text) => `terminate.a.${text}`,
  },
  'the theme of a requirement': {
    given: (text) => ({ requirements: [sampleRequirement(`terminate.${text.replaceAll('.', '')}.b`)] }),
    at: ['testsuite', '@name'],
    whole: (text) => `terminate.${text.replaceAll('.', '')}`,
  },
  'the name of a property': {
    given: (text) => ({
      // The first property of the suite is the level of the first requirement, and has its name.
      requirements: [sampleRequirement(text, { source: { document: 'convention', basis: text } })],
    }),
    at: ['testsuite', 'properties', 'property', '@name'],
    whole: (text) => `${text}.level`,
  },
  'the URL of the target': {
    given: (text) => ({ target: { url: text } }),
    at: ['@name'],
    whole: (text) => `vijson-conformance against ${text}: ${headlineOf(sampleResult()).text}`,
  },
  'the reason of a deviation': {
    given: (text) => declared({ reason: text }),
    at: [...inCase, 'system-out'],
    whole: (text) => `deviation\ndeclared by a team until 2027-01-01: ${text} (https://tracker.example/1)`,
  },
  'the owner of a deviation': {
    given: (text) => declared({ owner: text }),
    at: [...inCase, 'system-out'],
    whole: (text) => `deviation\ndeclared by ${text} until 2027-01-01: a reason (https://tracker.example/1)`,
  },
  'the link of a deviation': {
    given: (text) => declared({ link: text }),
    at: [...inCase, 'system-out'],
    whole: (text) => `deviation\ndeclared by a team until 2027-01-01: a reason (${text})`,
  },
  'the place of a stale deviation': {
    given: (text) => outdated({ place: text }),
    at: [...inCase, '@name'],
    whole: (text) => `${id} (${text})`,
  },
  'the message of a stale deviation': {
    given: (text) => outdated({ message: text }),
    at: [...inCase, 'error', '@message'],
    whole: (text) => text,
  },
  'the text of a stale deviation': {
    given: (text) => outdated({ message: text }),
    at: [...inCase, 'error', 'text()'],
    whole: (text) => `d.yaml:1: ${text}`,
  },
}

/** The text as libxml2 reads it, which rejects everything that is not well-formed. */
function strictlyRead(report: string, at: readonly string[]): string {
  using document = XmlDocument.fromString(report)
  return document.get(`/testsuites/${at.join('/')}`)?.content ?? 'nothing found'
}

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  textNodeName: 'text()',
  parseTagValue: false,
  trimValues: false,
  // Without this, numeric character references are not decoded.
  htmlEntities: true,
})

/** The text as fast-xml-parser reads it. */
function looselyRead(report: string, at: readonly string[]): unknown {
  return at.reduce((element, name) => [element].flat()[0]?.[name], parser.parse(report).testsuites)
}

describe.each(Object.entries(places))('%s', (_, { given, at, whole }) => {
  function expectReadBack(text: string) {
    const report = junitReport(sampleResult(given(text)))
    const shown = whole(printable(text))
    expect(strictlyRead(report, at)).toBe(shown)
    expect(looselyRead(report, at)).toBe(shown)
  }

  test.each(hostileTexts)('is read back, with what cannot be seen as escapes: %s', (_, text) => {
    expectReadBack(text)
  })

  test('is read back, with what cannot be seen as escapes: any text', () => {
    const likeMarkup = fc.string({
      unit: fc.constantFrom('&', '#', 'x', '0', ';', '<', '>', '"', '\n', ']', '!', '-', 'lt'),
    })
    fc.assert(fc.property(fc.oneof(fc.string({ unit: 'binary' }), likeMarkup), expectReadBack), {
      numRuns: 50,
      seed: 1,
    })
  })
})
