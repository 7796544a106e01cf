import type { CaseTrace } from '../../conformance/index.ts'
import { plural } from '../wording.ts'
import { ColumnOf, widths } from './picture-columns.tsx'
import { describePicture } from './picture-description.ts'
import { columnsOf, drawnOf, isWrong, lanesOf, type PictureColumn } from './picture-layout.ts'

const laneHeight = 24
const headerHeight = 36
/** The height of the names of steps, above the header. */
const stepHeight = 18
const leastLeft = 150
/** The width of a character in the label of a session. */
const labelCharacterWidth = 6.6
/** The width of the words "should be alive" beside wrong readings. */
const expectationWidth = 100
/** The width of a picture that fits into the narrowest page. */
const narrow = 240
/** The width of a character in the name of a step. */
const characterWidth = 7.6
/** The width of a character in an answer, with room beside it. */
const answerCharacterWidth = 8

/** One case as a picture: a lane for each session; the calls, and what the oracles read after them, from left to right. */
export function Picture({ trace }: { trace: CaseTrace }) {
  const { columns, earlier } = drawnOf(columnsOf(trace))
  const { lanes, leftOut } = lanesOf(trace, columns, earlier > 0)
  const left = leftOf(lanes.map((label) => labelOf(trace, label)))
  const invented = columns.some((column) => column.kind === 'call' && column.invented > 0) ? 1 : 0
  const { starts, width } = placesOf(columns, lanes, left)
  const top = columns.some(({ kind }) => kind === 'step') ? stepHeight : 0
  const height = top + headerHeight + (lanes.length + invented + (leftOut > 0 ? 1 : 0)) * laneHeight + 8
  const heightOf = (lane: number) => top + headerHeight + lane * laneHeight + laneHeight / 2
  const description = describePicture(columns)
  return (
    // Where it is wider than a narrow page, it scrolls, which has to be possible by the keyboard, too.
    <figure {...(width > narrow ? { tabindex: 0 } : {})}>
      {trace.name === '' && earlier === 0 ? null : (
        <figcaption>
          {[
            trace.name,
            ...(earlier === 0
              ? []
              : [`after ${plural(earlier, 'call')} that ${earlier === 1 ? 'is' : 'are'} not drawn`]),
          ]
            .filter(Boolean)
            .join('; ')}
        </figcaption>
      )}
      <svg
        role="img"
        width={width}
        height={height}
        viewBox={`0 0 ${width} ${height}`}
        font-size="12"
        aria-label={description}
      >
        {lanes.map((label, lane) => (
          <>
            <text x={0} y={heightOf(lane) + 4}>
              {labelOf(trace, label)}
            </text>
            <line class="lane" stroke="silver" x1={left - 8} x2={width - 8} y1={heightOf(lane)} y2={heightOf(lane)} />
          </>
        ))}
        {invented === 1 ? (
          <text class="faint" x={0} y={heightOf(lanes.length) + 4}>
            invented ids
          </text>
        ) : null}
        {leftOut > 0 ? (
          <text class="faint" x={0} y={heightOf(lanes.length + invented) + 4}>
            and {leftOut} more sessions
          </text>
        ) : null}
        {columns.map((column, index) => (
          <ColumnOf column={column} lanes={lanes} x={starts[index] ?? left} top={top} heightOf={heightOf} />
        ))}
      </svg>
    </figure>
  )
}

/** Where the lanes begin: behind the longest label. */
function leftOf(labels: readonly string[]): number {
  return Math.max(leastLeft, ...labels.map((label) => Math.ceil(label.length * labelCharacterWidth) + 16))
}

/** Where each column starts, and the width of all. A step is at least as wide as its name. */
function placesOf(
  columns: readonly PictureColumn[],
  lanes: readonly string[],
  left: number,
): { starts: number[]; width: number } {
  const starts: number[] = []
  let x = left
  let endOfName = left
  for (const column of columns) {
    if (column.kind === 'step') {
      x = Math.max(x, endOfName)
      endOfName = x + widths.step + column.name.length * characterWidth
    }
    const extra = column.kind === 'call' ? Math.max(0, column.answer.length * answerCharacterWidth - widths.call) : 0
    starts.push(x + extra / 2)
    x += widths[column.kind] + extra + (lanes.some((lane) => isWrong(column, lane)) ? expectationWidth : 0)
  }
  return { starts, width: Math.ceil(Math.max(x, endOfName)) + 16 }
}

/** The label of a session in the picture, with its user where that is not the controller's. */
function labelOf({ sessions }: CaseTrace, label: string): string {
  const [controller] = sessions
  const session = sessions.find((one) => one.label === label)
  const isOther = session !== undefined && session.userName !== controller?.userName
  return isOther ? `${label} (${shortened(session.userName)})` : label
}

/** The name of an account without its domain, where that is long without its end. */
function shortened(userName: string): string {
  const [name = ''] = (userName.split('\\').at(-1) ?? '').split('@')
  return name.length > 10 ? `${name.slice(0, 9)}…` : name
}
