import { createHash } from 'node:crypto'

/** One sentence of a documentation page, or one label block (`string moId Required`), or one sample. */
export interface Sentence {
  section: Section
  /** Its position in the section, from 1. */
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

/** The part of the page; `description` is what comes before the first heading. */
type Section = 'description' | (typeof headings)[keyof typeof headings]

/**
 * Splits the text of an operation's page into sentences. A line that ends like a sentence is split after each full stop; the lines of any other block
 * are one label; a JSON sample is one piece. Headings begin a section and are not counted.
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

/** The hash of a sentence in the ledger: SHA-256 of its text in UTF-8, in hex. */
export function hashOf(sentence: Sentence): string {
  return createHash('sha256').update(sentence.text, 'utf8').digest('hex')
}
