import { micromark } from 'micromark'
import { gfm, gfmHtml } from 'micromark-extension-gfm'
import { printable } from '../../src/conformance/redaction/printable.ts'

/** Markdown as GitHub renders it: with tables, links from bare addresses, and the HTML elements that a report uses; without comments. */
export function rendered(markdown: string): string {
  const html = micromark(markdown, { allowDangerousHtml: true, extensions: [gfm()], htmlExtensions: [gfmHtml()] })
  return html.replaceAll(/<!--.*?-->/gs, '')
}

/** The elements of a page, without their text. */
export function tagsOf(html: string): string[] {
  return html.match(/<[^>]*>/g) ?? []
}

/** The text in the parts of a page that an element encloses or begins. */
export function textsOf(html: string): string[] {
  return html
    .split(/<[^>]*>/)
    .map((text) => unescaped(text).trim())
    .filter((text) => text !== '')
}

/** The rows of all tables of a page, with the text of each cell, line by line. */
export function rowsOf(html: string): string[][][] {
  return [...html.matchAll(/<tr>(.*?)<\/tr>/gs)].map(([, row = '']) =>
    [...row.matchAll(/<t[dh]>(.*?)<\/t[dh]>/gs)].map(([, cell = '']) =>
      cell.split('<br>').map((line) => textsOf(line).join('')),
    ),
  )
}

/** A text as a page shows it: what cannot be seen as escapes, and white space as one space. */
export function shown(text: string): string {
  return printable(text).replaceAll(/\s+/g, ' ').trim()
}

function unescaped(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&')
}
