import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { RequirementResult, SuiteResult } from '../../src/conformance/index.ts'
import { markdownReport } from '../../src/report/markdown.ts'
import { blocksOf } from '../../src/report/request-line.ts'
import { isSkippedForSafety, remarks, verdictWords } from '../../src/report/wording.ts'
import { rendered, rowsOf, shown, tagsOf, textsOf } from '../support/github-markdown.ts'
import { hostileTexts } from '../support/hostile-texts.ts'
import { mutantResult } from '../support/mutant-result.ts'
import { sampleRequirement, sampleResult } from '../support/sample-result.ts'

const marks = {
  pass: '✅',
  recorded: 'ℹ️',
  fail: '❌',
  error: '❌',
  warn: '⚠️',
  deviated: '⚠️',
  unreached: '❔',
  unsupported: '➖',
}
const head = [['verdict'], ['requirement'], ['level'], ['']]
/** The cells of a requirement's row. */
const rowOf = (one: RequirementResult) => [
  [`${marks[one.verdict]} ${verdictWords[one.verdict]}`],
  [one.id],
  [one.level],
  [one.statement, ...remarks(one)].map(shown),
]

describe('a job summary', () => {
  test.each<[string, () => SuiteResult | Promise<SuiteResult>]>([
    ['shows each requirement once, in a block or in a row, for each verdict', () => sampleResult()],
    ['shows the same for a run against a defective server', () => mutantResult()],
  ])('%s', async (_, make) => {
    const result = await make()
    const { requirements } = result
    const blockOf = blocksOf(result)
    const told = requirements.filter((one) => blockOf(one).length > 0)
    const others = requirements.filter((one) => !told.includes(one))
    const remarkable = others.filter(
      (one) => !['pass', 'recorded', 'unsupported'].includes(one.verdict) || isSkippedForSafety(one),
    )
    const untested = others.filter((one) => one.verdict === 'unsupported' && !isSkippedForSafety(one))
    const rest = others.filter((one) => !remarkable.includes(one) && !untested.includes(one))
    const html = rendered(markdownReport(result))
    expect(rowsOf(html)).toEqual(
      [remarkable, untested, rest].flatMap((some) => (some.length > 0 ? [head, ...some.map(rowOf)] : [])),
    )
    const headings = [...html.matchAll(/<h3>[^<]*<code>([^<]*)/g)].map(([, id]) => id)
    expect(headings.sort()).toEqual(told.map((one) => one.id).sort())
    const items = [...html.matchAll(/<li>(.*?)<\/li>/gs)].map(([, item = '']) => textsOf(item).join(' '))
    for (const one of told) for (const [name, text] of blockOf(one)) expect(items).toContain(`${name}: ${shown(text)}`)
  })
})

const id = 'terminate.a.b'
const finding = { code: 'schema', message: 'a' } as const
const deviation = { reason: 'a', link: 'b', owner: 'c', expires: '2027-01-01' }
const stale = { place: 'd.yaml:1', requirement: id, cause: 'expired', message: 'it is old' } as const
const of = (given: Partial<RequirementResult>) => ({ requirements: [sampleRequirement(id, given)] })

/** The places where text from outside enters a report, and the whole text there. */
const places: Record<string, [given: (text: string) => Partial<SuiteResult>, whole: (text: string) => string]> = {
  'a finding': [(message) => of({ verdict: 'fail', finding: { ...finding, message } }), (text) => `Seen: ${text}`],
  'a statement': [(statement) => of({ verdict: 'fail', statement }), (text) => `Statement: ${text}`],
  'an observation': [(text) => of({ recorded: ['first', text, 'last'] }), (text) => text],
  'the reason of a deviation': [
    (reason) => of({ verdict: 'deviated', deviation: { ...deviation, reason } }),
    (text) => `declared by c until 2027-01-01: ${text} (b)`,
  ],
  'the owner of a deviation': [
    (owner) => of({ verdict: 'deviated', deviation: { ...deviation, owner } }),
    (text) => `declared by ${text} until 2027-01-01: a (b)`,
  ],
  'the link of a deviation': [
    (link) => of({ verdict: 'deviated', deviation: { ...deviation, link } }),
    (text) => `declared by c until 2027-01-01: a (${text})`,
  ],
  'the product of the target': [
    (product) => ({ target: { url: 'URL', product } }),
    (text) =>
      `(${text}): 8 requirements, 1 fail, 1 error, 1 warning, 1 not decided, 1 deviation, 1 skipped, 1 pass, 1 info`,
  ],
  'the release of the target': [
    (release) => ({ target: { url: 'URL', release }, requirements: [] }),
    (text) => `(release ${text}): 0 requirements,`,
  ],
  'a problem': [(message) => ({ problem: { code: 'login', message } }), (text) => text],
  'the message of a stale deviation': [
    (message) => ({ stale: [{ ...stale, message }] }),
    (text) => `d.yaml:1: ${text}`,
  ],
  'the place of a stale deviation': [(place) => ({ stale: [{ ...stale, place }] }), (text) => `${text}: it is old`],
}

describe.each(Object.entries(places))('%s', (_, [given, whole]) => {
  const page = (text: string) => rendered(markdownReport(sampleResult(given(text))))
  const plain = tagsOf(page('plain'))

  function expectShown(text: string) {
    const html = page(text)
    expect(tagsOf(html)).toEqual(plain)
    expect(textsOf(html)).toContain(shown(whole(text)))
  }

  test.each(hostileTexts)('is shown, with what cannot be seen as escapes: %s', (_, text) => {
    expectShown(text)
  })

  test('is shown, with what cannot be seen as escapes: any text', () => {
    const likeMarkdown = fc.string({ unit: fc.constantFrom(...'\\`*_[]()|#@~<>!&;:-+=.1wa/ \n') })
    const notEmpty = fc.oneof(fc.string({ unit: 'binary' }), likeMarkdown).filter((text) => text.trim() !== '')
    fc.assert(fc.property(notEmpty, expectShown), { numRuns: 50, seed: 1 })
  })
})
