import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { dump } from 'js-yaml'
import { afterAll, describe, expect, test } from 'vitest'
import { runMeasured } from '../support/peak-memory.ts'
import { largePublished, publishedShape } from '../support/published-shape.ts'
import { vijson } from '../support/vijson.ts'

const folder = mkdtempSync(join(tmpdir(), 'vijson-spec-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('vijson spec diff', () => {
  const written = (name: string, text: string) => {
    const file = join(folder, name)
    writeFileSync(file, text)
    return file
  }
  const main = fileURLToPath(new URL('../../dist/src/cli/main.js', import.meta.url))
  const specDiff = (...flags: string[]) => vijson(['spec', 'diff', ...flags])

  test('says that nothing differs but what is expected, of YAML and of JSON', async () => {
    const files = [
      written('vi-json.yaml', dump(publishedShape())),
      written('vi-json.json', JSON.stringify(publishedShape())),
    ]
    for (const file of files) {
      const { code, stdout } = await specDiff('--upstream', file)
      expect(code).toBe(0)
      expect(stdout).toMatch(
        /\(9\.1\.0\.0\): 11 operations and 29 schemas compared\n52 differences are expected \(spec\/errata\.md, entries [\d, ]+\)\nno other difference\nnot compared: .+\n$/,
      )
    }
  })

  test('shows another difference on both sides, and exits with 1', async () => {
    const text = JSON.stringify(publishedShape()).replace('"format":"int64"', '"format":"int32"')
    const { code, stdout } = await specDiff('--upstream', written('other.json', text))
    expect(code).toBe(1)
    expect(stdout).toContain(
      '1 other difference, which no erratum announces\n  schema UserSession member callCount\n    published: integer (int32), required\n    here:      integer (int64), required\n',
    )
  })

  test('finds what constrains the operation and its body, and says that words are not compared', async () => {
    const change = (text: string, into: string) => JSON.stringify(publishedShape()).replace(text, into)
    const list = '"sessionId":{"type":"array"'
    const place = 'schema TerminateSessionRequestType member sessionId'
    for (const [keyword, here] of [
      ['"maxItems":3', 'maxItems: 3'],
      ['"uniqueItems":true', 'uniqueItems: true'],
      ['"deprecated":true', 'deprecated: true'],
    ]) {
      const { code, stdout } = await specDiff('--upstream', written('list.json', change(list, `${list},${keyword}`)))
      expect(code).toBe(1)
      expect(stdout).toContain(
        `  ${place}\n    published: string[] {${here}}, required\n    here:      string[], required\n`,
      )
    }
    const operation = '"operationId":"SessionManager_TerminateSession"'
    const deprecated = await specDiff(
      '--upstream',
      written('old.json', change(operation, `${operation},"deprecated":true`)),
    )
    expect(deprecated.code).toBe(1)
    expect(deprecated.stdout).toContain('/TerminateSession deprecated\n    published: true\n    here:      nothing\n')
    const described = await specDiff(
      '--upstream',
      written('words.json', change(operation, `${operation},"description":"Other."`)),
    )
    expect(described.code).toBe(0)
    expect(described.stdout).toMatch(/\nno other difference\nnot compared: .*\bdescription\b.*\n$/)
  })

  test('names a reference that leads nowhere', async () => {
    const text = JSON.stringify(publishedShape()).replace(
      '"requestBody"',
      '"parameters":[{"$ref":"#/a"}],"requestBody"',
    )
    const { code, stdout } = await specDiff('--upstream', written('nowhere.json', text))
    expect(code).toBe(1)
    expect(stdout).toContain(
      '/TerminateSession parameter #/a\n    published: a reference that leads nowhere\n    here:      nothing\n',
    )
    expect(stdout).not.toContain('undefined')
  })

  test('lists no entries where no difference is an expected one', async () => {
    const { openapi, info, servers, paths } = JSON.parse(
      readFileSync(new URL('../../generated/openapi.json', import.meta.url), 'utf8'),
    )
    const hello = { '/api/vcenter/system': paths['/api/vcenter/system'] }
    const { code, stdout } = await specDiff(
      '--upstream',
      written('hello.json', JSON.stringify({ openapi, info, servers, paths: hello })),
    )
    expect(code).toBe(1)
    expect(stdout).not.toMatch(/entries \)/)
    expect(stdout).toMatch(
      /compared\n(no difference is one that|\d+ differences are expected \(spec\/errata\.md, entries \d)/,
    )
  })

  test('shows the same as JSON', async () => {
    const { code, stdout } = await specDiff(
      '--json',
      '--upstream',
      written('same.json', JSON.stringify(publishedShape())),
    )
    expect(code).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({ compared: { operations: 11, schemas: 29 }, unexpected: [], gone: [] })
  })

  test.each([
    ['nothing', '', /^error: bad\.yaml: .+\n$/],
    ['a text', 'just words', /^error: bad\.yaml: it is no object\n$/],
    ['a list', '- a\n- b', /^error: bad\.yaml: it is no object\n$/],
    ['YAML that is not closed', 'paths:\n  "/a: {', /^error: bad\.yaml:\d+: .+\n$/],
    ['JSON that is not closed', '{"paths": {', /^error: bad\.yaml:\d+: .+\n$/],
    ['another document', '{"openapi":"3.0.0","paths":{}}', /none of the operations of the fragment.*\n$/],
    [
      'anchors without end',
      `a: &a [x,x]\nb: &b [${'*a,'.repeat(600)}]\nc: [${'*b,'.repeat(600)}]`,
      /^error: bad\.yaml.+\n$/,
    ],
  ])('%s is refused in one sentence', async (_, text, sentence) => {
    const { code, stderr } = await specDiff('--upstream', written('bad.yaml', text))
    expect([code, stderr]).toEqual([2, expect.stringMatching(sentence)])
  })

  test('a file that does not exist is refused', async () => {
    const file = join(folder, 'missing.yaml')
    const { code, stderr } = await specDiff('--upstream', file)
    expect([code, stderr]).toEqual([2, `error: cannot read upstream file ${file}: there is no such file (ENOENT)\n`])
  })

  test('a file of ten megabytes is compared within three seconds and 300 MB', async () => {
    const file = written('large.yaml', dump(largePublished()))
    expect(statSync(file).size).toBeGreaterThan(10_000_000)
    const since = performance.now()
    const { code, megabytes } = await runMeasured([main, 'spec', 'diff', '--upstream', file])
    const seconds = (performance.now() - since) / 1000
    expect(code).toBe(0)
    expect(seconds).toBeLessThan(3)
    // The heap of Node 24 grows in larger steps.
    expect(megabytes).toBeLessThan(Number(process.versions.node.split('.')[0]) >= 24 ? 350 : 300)
  })
})
