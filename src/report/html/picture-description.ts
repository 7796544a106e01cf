import { plural } from '../wording.ts'
import type { PictureColumn } from './picture-layout.ts'

/** The picture in words, for readers who do not see it. */
export function describePicture(columns: readonly PictureColumn[]): string {
  return columns.map(describeColumn).join(' ')
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
    case 'readings':
      return [...column.wanted]
        .map(([label, wanted]) => {
          const read = column.readings.get(label)
          return `${label} should be ${wanted}: sessionList says ${read?.list}, its own token says ${read?.self}.`
        })
        .join(' ')
  }
}
