import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { page } from '../../../../src/report/html/page.tsx'

const digest = (text: string) => `&#39;sha256-${createHash('sha256').update(text).digest('base64')}&#39;`
const style = 'b > a { color: red; }'
const script = 'if (1 < 2 && true) {}'

test('page allows its own style and its own script, and nothing else', () => {
  expect(page({ title: 'a < b', style, script, children: '<c>' })).toBe(
    [
      '<!doctype html>\n',
      '<html lang="en"><head><meta charset="utf-8"/>',
      `<meta http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;; style-src ${digest(style)}; script-src ${digest(script)}; base-uri &#39;none&#39;; form-action &#39;none&#39;"/>`,
      '<meta name="viewport" content="width=device-width, initial-scale=1"/>',
      `<title>a &lt; b</title><style>${style}</style></head>`,
      `<body>&lt;c&gt;<script>${script}</script></body></html>\n`,
    ].join(''),
  )
})

test('page allows no script where it has none', () => {
  expect(page({ title: 'a', style, children: 'b' })).toBe(
    [
      '<!doctype html>\n',
      '<html lang="en"><head><meta charset="utf-8"/>',
      `<meta http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;; style-src ${digest(style)}; base-uri &#39;none&#39;; form-action &#39;none&#39;"/>`,
      '<meta name="viewport" content="width=device-width, initial-scale=1"/>',
      `<title>a</title><style>${style}</style></head>`,
      '<body>b</body></html>\n',
    ].join(''),
  )
})
