import { expect, test } from 'vitest'
import { tool } from '../../../../generated/tool.ts'
import { createLoginTags, hasTag, isLoginTag } from '../../../../src/conformance/sessions/login-tag.ts'

test('a tag has the id of the run, the name of the login, and its number among those of that name', () => {
  const tags = createLoginTags('a1b2c3')
  expect(['one', 'other', 'one'].map((name) => tags.tagOf(name))).toEqual([
    '(run a1b2c3; login 1 of one)',
    '(run a1b2c3; login 1 of other)',
    '(run a1b2c3; login 2 of one)',
  ])
})

test('no tag is contained in another one', () => {
  const tags = createLoginTags('a1b2c3')
  const made = Array.from({ length: 30 }, (_, index) => tags.tagOf(`name ${index % 2}`))
  const contained = made.filter((tag) => made.some((other) => other !== tag && other.includes(tag)))
  expect(contained).toEqual([])
})

test('a User-Agent has the name and the version of the tool before the tag', () => {
  expect(createLoginTags('a').userAgentOf('(tag)')).toBe(`${tool.name}/${tool.version} (tag)`)
})

test.each<[string, string, boolean]>([
  ['that of the login', `${tool.name}/${tool.version} (tag)`, true],
  ['that of the same login by another version', `${tool.name}/0.0.1-beta.2 (tag)`, true],
  ['that of the login, begun as by a browser', `Mozilla/5.0 (compatible) ${tool.name}/1.0 (tag)`, true],
  ['that of another browser', `Mozilla/5.0 (X11) ${tool.name}/1.0 (tag)`, false],
  ['one with something before it', `proxy ${tool.name}/1.0 (tag)`, false],
  ['one with another tag before it', `${tool.name}/1.0 (other) ${tool.name}/1.0 (tag)`, false],
  ['one with something behind it', `${tool.name}/1.0 (tag) via proxy`, false],
  ['one with a blank behind it', `${tool.name}/1.0 (tag) `, false],
  ['the tag alone', '(tag)', false],
  ['one of another tool', 'other/1.0 (tag)', false],
  ['one in capitals', `${tool.name}/1.0 (TAG)`, false],
])('a User-Agent is that of a login: %s', (_, userAgent, expected) => {
  expect(hasTag(userAgent, '(tag)')).toBe(expected)
})

test('every tag that is made is a whole tag', () => {
  const tags = createLoginTags('0123456789ab')
  for (const name of ['controller', 'terminate.a.b/a case (odd)', 'bystander'])
    expect(isLoginTag(tags.tagOf(name))).toBe(true)
})

test.each([
  '',
  '(run ',
  '(run 0123456789ab; login 1',
  '(run 0123456789ab; login 1 of )',
  'x (run 0123456789ab; login 1 of x)',
  '(run x; login 1 of x)',
])('"%s" is no whole tag', (text) => {
  expect(isLoginTag(text)).toBe(false)
})
