import type { StageTrace } from '../../conformance/index.ts'
import { type Column, columnsOf, isWrong, lanesOf } from './picture-layout.ts'

const laneHeight = 24
const top = 36
const left = 150
const widths = { call: 84, logout: 56, look: 84 } as const
/** What it takes to say what should have been. */
const sayingWidth = 100

/** A stage as a picture: a lane for each session; the calls, and what each oracle saw after them, from left to right. */
export function Picture({ stage }: { stage: StageTrace }) {
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
function labelOf({ sessions }: StageTrace, label: string): string {
  const [controller] = sessions
  const session = sessions.find((one) => one.label === label)
  const isOther = session !== undefined && session.userName !== controller?.userName
  return isOther ? `${label} (${session.userName.split('@')[0]?.slice(0, 10)})` : label
}

interface Place {
  lanes: readonly string[]
  x: number
  heightOf: (lane: number) => number
}

function ColumnOf({ column, ...place }: { column: Column } & Place) {
  switch (column.kind) {
    case 'call':
      return <CallColumn column={column} {...place} />
    case 'logout':
      return <LogoutColumn column={column} {...place} />
    case 'look':
      return <LookColumn column={column} {...place} />
  }
}

function CallColumn({ column, lanes, x, heightOf }: { column: Extract<Column, { kind: 'call' }> } & Place) {
  const middle = x + widths.call / 2 - 12
  const rows = lanes.flatMap((label, lane) => (column.places.has(label) || column.by === label ? [lane] : []))
  const ends = [...rows, ...(column.invented > 0 ? [lanes.length] : [])]
  return (
    <g>
      <text class="faint" x={middle} y={12} text-anchor="middle">
        call
      </text>
      <text x={middle} y={27} text-anchor="middle">
        {column.answer}
      </text>
      {ends.length > 1 ? (
        <line class="call" x1={middle} x2={middle} y1={heightOf(Math.min(...ends))} y2={heightOf(Math.max(...ends))} />
      ) : null}
      {lanes.map((label, lane) =>
        column.by === label ? (
          <path class="mark" d={`M${middle - 24} ${heightOf(lane) - 7}l13 7l-13 7z`}>
            <title>{label} calls</title>
          </path>
        ) : null,
      )}
      {lanes.map((label, lane) => {
        const places = column.places.get(label)
        return places === undefined ? null : <Badge x={middle} y={heightOf(lane)} text={places.join(',')} />
      })}
      {column.invented > 0 ? <Badge x={middle} y={heightOf(lanes.length)} text={`×${column.invented}`} /> : null}
    </g>
  )
}

function Badge({ x, y, text }: { x: number; y: number; text: string }) {
  const width = 12 + text.length * 7
  return (
    <>
      <rect class="mark" x={x - width / 2} y={y - 9} width={width} height={18} rx={9} />
      <text class="mark-text" x={x} y={y + 4} text-anchor="middle">
        {text}
      </text>
    </>
  )
}

function LogoutColumn({ column, lanes, x, heightOf }: { column: Extract<Column, { kind: 'logout' }> } & Place) {
  const lane = lanes.indexOf(column.session)
  return (
    <g>
      <text class="faint" x={x + 16} y={12} text-anchor="middle">
        Logout
      </text>
      {lane === -1 ? null : <rect class="mark" x={x + 10} y={heightOf(lane) - 6} width={12} height={12} />}
    </g>
  )
}

function LookColumn({ column, lanes, x, heightOf }: { column: Extract<Column, { kind: 'look' }> } & Place) {
  return (
    <g>
      <text class="faint" x={x + 26} y={12} text-anchor="middle">
        {column.later ? 'looked again' : 'list, self'}
      </text>
      {lanes.map((label, lane) => {
        const sight = column.sights.get(label)
        if (sight === undefined) return null
        const wanted = column.wanted.get(label)
        const isBad = isWrong(column, label)
        const y = heightOf(lane)
        return (
          <>
            {wanted === undefined ? null : (
              <rect class={isBad ? 'not-as-wanted' : 'as-wanted'} x={x} y={y - 10} width={52} height={20} rx={4} />
            )}
            <Glyph x={x + 15} y={y} state={sight.list} />
            <Glyph x={x + 37} y={y} state={sight.self} />
            {isBad ? (
              <text class="should" x={x + 58} y={y + 4}>
                {`should be ${wanted}`}
              </text>
            ) : null}
          </>
        )
      })}
    </g>
  )
}

function Glyph({ x, y, state }: { x: number; y: number; state: string }) {
  switch (state) {
    case 'alive':
      return <circle class="alive" cx={x} cy={y} r={6} />
    case 'dead':
      return <path class="dead" d={`M${x - 5} ${y - 5}l10 10m0-10l-10 10`} />
    default:
      return (
        <text class="unread" x={x} y={y + 4} text-anchor="middle">
          ?
        </text>
      )
  }
}

/** The picture for those who do not see it. */
function inWords(columns: readonly Column[]): string {
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
