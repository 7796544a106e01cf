import type { CaseTrace } from '../../conformance/index.ts'
import { ColumnOf, widths } from './picture-columns.tsx'
import { inWords } from './picture-description.ts'
import { type Column, columnsOf, isWrong, lanesOf } from './picture-layout.ts'

const laneHeight = 24
const top = 36
const left = 150
/** What it takes to say what should have been. */
const sayingWidth = 100

/** A stage as a picture: a lane for each session; the calls, and what each oracle saw after them, from left to right. */
export function Picture({ stage }: { stage: CaseTrace }) {
  const columns = columnsOf(stage)
  const { lanes, leftOut } = lanesOf(stage, columns)
  const invented = columns.some((column) => column.kind === 'call' && column.invented > 0) ? 1 : 0
  const widthOf = (column: Column) =>
    widths[column.kind] + (lanes.some((lane) => isWrong(column, lane)) ? sayingWidth : 0)
  const starts = columns.map((_, index) => left + total(columns.slice(0, index).map(widthOf)))
  const width = left + total(columns.map(widthOf)) + 16
  const height = top + (lanes.length + invented + (leftOut > 0 ? 1 : 0)) * laneHeight + 8
  const heightOf = (lane: number) => top + lane * laneHeight + laneHeight / 2
  return (
    <figure>
      {stage.name === '' ? null : <figcaption>{stage.name}</figcaption>}
      <svg role="img" width={width} height={height} viewBox={`0 0 ${width} ${height}`} aria-label={inWords(columns)}>
        {lanes.map((label, lane) => (
          <>
            <text x={0} y={heightOf(lane) + 4}>
              {labelOf(stage, label)}
            </text>
            <line class="lane" x1={left - 8} x2={width - 8} y1={heightOf(lane)} y2={heightOf(lane)} />
          </>
        ))}
        {invented === 1 ? (
          <text class="faint" x={0} y={heightOf(lanes.length) + 4}>
            ids of nobody
          </text>
        ) : null}
        {leftOut > 0 ? (
          <text class="faint" x={0} y={heightOf(lanes.length + invented) + 4}>
            and {leftOut} more sessions
          </text>
        ) : null}
        {columns.map((column, index) => (
          <ColumnOf column={column} lanes={lanes} x={starts[index] ?? left} heightOf={heightOf} />
        ))}
      </svg>
    </figure>
  )
}

function total(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0)
}

/** What a session is called in the picture: whose it is, where it is not the controller's user's. */
function labelOf({ sessions }: CaseTrace, label: string): string {
  const [controller] = sessions
  const session = sessions.find((one) => one.label === label)
  const isOther = session !== undefined && session.userName !== controller?.userName
  return isOther ? `${label} (${session.userName.split('@')[0]?.slice(0, 10)})` : label
}
