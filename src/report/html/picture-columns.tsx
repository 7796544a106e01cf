import { isWrong, type PictureColumn } from './picture-layout.ts'

/** The width of each kind of column. */
export const widths = { step: 12, call: 84, logout: 56, readings: 84 } as const

interface Place {
  lanes: readonly string[]
  x: number
  /** Where the header begins, below the names of steps. */
  top: number
  heightOf: (lane: number) => number
}

/** A column of a picture: what was done, or what the oracles read, at the height of each lane. */
export function ColumnOf({ column, ...place }: { column: PictureColumn } & Place) {
  switch (column.kind) {
    case 'step':
      return <StepColumn column={column} {...place} />
    case 'call':
      return <CallColumn column={column} {...place} />
    case 'logout':
      return <LogoutColumn column={column} {...place} />
    case 'readings':
      return <ReadingsColumn column={column} {...place} />
  }
}

function StepColumn({ column, lanes, x, heightOf }: { column: Extract<PictureColumn, { kind: 'step' }> } & Place) {
  return (
    <g>
      <text class="step" x={x} y={12}>
        {column.name}
      </text>
      <line class="step" stroke="gray" x1={x} x2={x} y1={16} y2={heightOf(lanes.length - 1) + 10} />
    </g>
  )
}

function CallColumn({ column, lanes, x, top, heightOf }: { column: Extract<PictureColumn, { kind: 'call' }> } & Place) {
  const middle = x + widths.call / 2 - 12
  const rows = lanes.flatMap((label, lane) => (column.places.has(label) || column.by === label ? [lane] : []))
  const ends = [...rows, ...(column.invented > 0 ? [lanes.length] : [])]
  return (
    <g text-anchor="middle">
      <text class="faint" x={middle} y={top + 12}>
        call
      </text>
      {column.wanted === undefined ? (
        <text x={middle} y={top + 27}>
          {column.answer}
        </text>
      ) : (
        <text class="should" fill="red" x={middle} y={top + 27}>
          {column.answer}
          <title>should be {column.wanted}</title>
        </text>
      )}
      {ends.length > 1 ? (
        <line
          class="call"
          stroke="navy"
          x1={middle}
          x2={middle}
          y1={heightOf(Math.min(...ends))}
          y2={heightOf(Math.max(...ends))}
        />
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
      {column.invented > 0 ? (
        <Badge x={middle} y={heightOf(lanes.length)} text={String(column.inventedAt ?? `×${column.invented}`)} />
      ) : null}
    </g>
  )
}

function Badge({ x, y, text }: { x: number; y: number; text: string }) {
  const width = 12 + text.length * 7
  return (
    <>
      <rect class="mark" x={x - width / 2} y={y - 9} width={width} height={18} rx={9} />
      <text class="mark-text" fill="white" x={x} y={y + 4}>
        {text}
      </text>
    </>
  )
}

function LogoutColumn({
  column,
  lanes,
  x,
  top,
  heightOf,
}: { column: Extract<PictureColumn, { kind: 'logout' }> } & Place) {
  const lane = lanes.indexOf(column.session)
  return (
    <g>
      <text class="faint" x={x + 16} y={top + 12} text-anchor="middle">
        Logout
      </text>
      {lane === -1 ? null : <rect class="mark" x={x + 10} y={heightOf(lane) - 6} width={12} height={12} />}
    </g>
  )
}

function ReadingsColumn({
  column,
  lanes,
  x,
  top,
  heightOf,
}: { column: Extract<PictureColumn, { kind: 'readings' }> } & Place) {
  return (
    <g>
      <text class="faint" x={x + 26} y={top + 12} text-anchor="middle">
        {column.later ? 'recheck' : 'list, self'}
      </text>
      {lanes.map((label, lane) => {
        const read = column.readings.get(label)
        if (read === undefined) return null
        const wanted = column.wanted.get(label)
        const isBad = isWrong(column, label)
        const y = heightOf(lane)
        return (
          <>
            {wanted === undefined ? null : (
              <rect
                class={isBad ? 'not-as-wanted' : 'as-wanted'}
                fill="none"
                stroke={isBad ? 'red' : 'green'}
                x={x}
                y={y - 10}
                width={52}
                height={20}
                rx={4}
              />
            )}
            <Glyph x={x + 15} y={y} state={read.list} />
            <Glyph x={x + 37} y={y} state={read.self} />
            {isBad ? (
              <text class="should" fill="red" stroke="white" stroke-width={4} paint-order="stroke" x={x + 58} y={y + 4}>
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
      return <circle class="alive" fill="green" cx={x} cy={y} r={6} />
    case 'dead':
      return <path class="dead" fill="none" stroke="black" d={`M${x - 5} ${y - 5}l10 10m0-10l-10 10`} />
    default:
      return (
        <text class="unread" x={x} y={y + 4} text-anchor="middle">
          ?
        </text>
      )
  }
}
