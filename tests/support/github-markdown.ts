import { micromark } from 'micromark'
import { gfm, gfmHtml } from 'micromark-extension-gfm'

/**
 * Markdown as GitHub renders it: with tables, links that are only addresses, and the elements of HTML that a report uses; without comments, which
 * nobody sees.
 */
export function rendered(markdown: string): string {
  const html = micromark(markdown, { allowDangerousHtml: true, extensions: [gfm()], htmlExtensions: [gfmHtml()] })
  return html.replaceAll(/<!--.*?-->/gs, '')
}

/** The elements of a page, without what stands between them. */
export function tagsOf(html: string): string[] {
  return html.match(/<[^>]*>/g) ?? []
}

/** What is to be read in the parts of a page that elements enclose or begin. */
export function textsOf(html: string): string[] {
  return html
    .split(/<[^>]*>/)
    .map((text) => unescaped(text).trim())
    .filter((text) => text !== '')
}

/** The rows of all tables of a page, with what is to be read in each cell, line by line. */
export function rowsOf(html: string): string[][][] {
  return [...html.matchAll(/<tr>(.*?)<\/tr>/gs)].map(([, row = '']) =>
    [...row.matchAll(/<t[dh]>(.*?)<\/t[dh]>/gs)].map(([, cell = '']) =>
      cell.split('<br>').map((line) => textsOf(line).join('')),
    ),
  )
}

/** What is left of a text where a page shows it: what is white is one space. */
export function shown(text: string): string {
  return text.replaceAll(/\s+/g, ' ').replaceAll('\0', '\ufffd').trim()
}

function unescaped(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&')
}
