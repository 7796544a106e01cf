import { plural } from '../wording.ts'
import type { PictureColumn } from './picture-layout.ts'

/** The picture in words, for readers who do not see it. */
export function describePicture(columns: readonly PictureColumn[]): string {
  const sentences = columns.map(describeColumn)
  const firsts = sentences.flatMap((sentence, index) => (sentence === sentences[index - 1] ? [] : [index]))
  return firsts
    .map((first, index) => {
      const times = (firsts[index + 1] ?? sentences.length) - first
      return `${times > 1 ? `${times} times: ` : ''}${sentences[first]}`
    })
    .join(' ')
}

function inventedIn({ invented, inventedAt }: Extract<PictureColumn, { kind: 'call' }>): string[] {
  if (inventedAt !== undefined) return [`an invented id at place ${inventedAt}`]
  return invented > 0 ? [plural(invented, 'invented id')] : []
}

function describeColumn(column: PictureColumn): string {
  switch (column.kind) {
    case 'step':
      return `Step: ${column.name}.`
    case 'call': {
      const listed = [...column.places].map(([label, places]) => `${label} at place ${places.join(' and ')}`)
      const ids = [...listed, ...inventedIn(column)]
      return `${column.by ?? 'No session'} calls with ${ids.length > 0 ? ids.join(', ') : 'no list'}; the answer is ${column.answer}${column.wanted === undefined ? '' : `, and should be ${column.wanted}`}.`
    }
    case 'logout':
      return `${column.session} logs out.`
    case 'readings': {
      const labels = new Map<string, string[]>()
      for (const [label, wanted] of column.wanted) {
        const read = column.readings.get(label)
        const sentence = `should be ${wanted}: sessionList says ${read?.list}, its own token says ${read?.self}.`
        labels.set(sentence, [...(labels.get(sentence) ?? []), label])
      }
      return [...labels].map(([sentence, alike]) => `${alike.join(', ')} ${sentence}`).join(' ')
    }
  }
}
