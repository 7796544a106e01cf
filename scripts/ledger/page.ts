import { createHash } from 'node:crypto'

/** One sentence of a documentation page, or one label block (`string moId Required`), or one sample. */
export interface Sentence {
  section: Section
  /** Its place in the section, counted from 1. */
  ordinal: number
  text: string
}

const headings = {
  Request: 'request',
  'Path Parameters': 'path-parameters',
  'Request Body': 'request-body',
  Authentication: 'authentication',
  Responses: 'responses',
} as const

/** The part of the page that a sentence stands in; `description` is all that comes before the first heading. */
type Section = 'description' | (typeof headings)[keyof typeof headings]

/**
 * Cuts the text of an operation's page into sentences. A line that ends like a sentence is cut after each full stop; the lines of
 * a block that does not are one label; a JSON sample is one piece. Headings open a section and count for nothing.
 */
export function readPage(text: string): Sentence[] {
  const sentences: Sentence[] = []
  let section: Section = 'description'
  let label: string[] = []
  let sample: string[] = []
  const add = (piece: string) => {
    const ordinal = sentences.filter((sentence) => sentence.section === section).length + 1
    sentences.push({ section, ordinal, text: piece })
  }
  const endLabel = () => {
    if (label.length > 0) add(label.join(' '))
    label = []
  }
  for (const line of text.split(/\r?\n/)) {
    if (sample.length > 0 || line === '{') {
      endLabel()
      sample.push(line.trim())
      if (line === '}') {
        add(sample.join(' '))
        sample = []
      }
    } else if (line in headings) {
      endLabel()
      section = headings[line as keyof typeof headings]
    } else if (line.trim() === '') {
      endLabel()
    } else if (line.trim().endsWith('.')) {
      endLabel()
      for (const sentence of line.trim().split(/(?<=\.)\s+(?=[A-Z])/)) add(sentence)
    } else {
      label.push(line.trim())
    }
  }
  endLabel()
  return sentences
}

/** The hash under which the ledger knows a sentence: SHA-256 of its text in UTF-8, in hex. */
export function hashOf(sentence: Sentence): string {
  return createHash('sha256').update(sentence.text, 'utf8').digest('hex')
}
