import type { Column } from './picture-layout.ts'

/** The picture for those who do not see it. */
export function inWords(columns: readonly Column[]): string {
  return columns.map(columnInWords).join(' ')
}

function columnInWords(column: Column): string {
  switch (column.kind) {
    case 'call': {
      const listed = [...column.places].map(([label, places]) => `${label} at place ${places.join(' and ')}`)
      const ids = [...listed, ...(column.invented > 0 ? [`${column.invented} ids of nobody`] : [])]
      return `${column.by ?? 'Nobody'} calls with ${ids.length > 0 ? ids.join(', ') : 'no list'}; the answer is ${column.answer}.`
    }
    case 'logout':
      return `${column.session} logs out.`
    case 'look':
      return [...column.wanted]
        .map(([label, wanted]) => {
          const sight = column.sights.get(label)
          return `${label} should be ${wanted}: sessionList says ${sight?.list}, its own token says ${sight?.self}.`
        })
        .join(' ')
  }
}
