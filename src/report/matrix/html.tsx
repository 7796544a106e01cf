import { inTexts, printable } from '../../conformance/redaction/printable.ts'
import { page } from '../html/page.tsx'
import { style } from '../html/style.ts'
import { verdictWords } from '../wording.ts'
import { columnVerdict, noVerdict } from './markdown.ts'
import { type Matrix, matrixTitle } from './matrix.ts'

const matrixStyle = `${style}
body { max-width: none; }
.scroll { overflow-x: auto; }
thead th { vertical-align: bottom; white-space: nowrap; }
th[scope=row] { position: sticky; left: 0; background: var(--paper); white-space: nowrap; }
td, th[scope=row] code { overflow-wrap: normal; }
@media (max-width: 600px) {
  .level { display: none; }
  th[scope=row] { white-space: normal; max-width: 9rem; } th[scope=row] code { overflow-wrap: anywhere; }
}
.part { display: none; }
@media print {
  .scroll:has(~ .part) { display: none; } .part { display: block; break-after: page; } .part:last-child { break-after: auto; }
  .scroll { overflow: visible; } table { font-size: 7pt; line-height: 1.2; } td, th { padding-block: .08rem; }
  th[scope=row] { position: static; white-space: normal; } thead th { white-space: normal; }
}
td.absent { color: var(--faint); }
td.pass, td.good { color: var(--pass); }
td.fail, td.error, td.bad { color: var(--fail); font-weight: 600; background: var(--fail-tint); }
td.warn, td.deviated, td.unreached, td.caution { color: var(--warn); background: var(--warn-tint); }
`

/** The matrix as one self-contained page without a script. */
export function matrixHtml(matrix: Matrix): string {
  const { columns, rows, changes, note } = inTexts(matrix, printable)
  return page({
    title: matrixTitle,
    style: matrixStyle,
    children: (
      <main>
        <h1>{matrixTitle}</h1>
        {changes.length === 0 ? null : <Changes changes={changes} />}
        {note === '' ? null : <p>{note}.</p>}
        <h2>every requirement</h2>
        {/* Where it is wider than the page, it scrolls, which has to be possible by the keyboard, too. */}
        <section class="scroll" tabindex={0} aria-label="every requirement">
          <Runs columns={columns} rows={rows} />
        </section>
        {partsOf({ columns, rows }).map((part) => (
          <section class="part">
            <Runs {...part} />
          </section>
        ))}
      </main>
    ),
  })
}

/** How many runs a printed page is wide enough for. */
const printedTogether = 10

/** The runs in parts that a page is wide enough for, which take the place of the whole where it is printed; none where the whole fits. */
function partsOf({ columns, rows }: Pick<Matrix, 'columns' | 'rows'>): Pick<Matrix, 'columns' | 'rows'>[] {
  if (columns.length <= printedTogether) return []
  return Array.from({ length: Math.ceil(columns.length / printedTogether) }, (_, index) => {
    const [from, to] = [index * printedTogether, (index + 1) * printedTogether]
    return {
      columns: columns.slice(from, to),
      rows: rows.map((row) => ({ ...row, words: row.words.slice(from, to) })),
    }
  })
}

function Runs({ columns, rows }: Pick<Matrix, 'columns' | 'rows'>) {
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">requirement</th>
          <th scope="col" class="level">
            level
          </th>
          {columns.map(({ name, host, release, startedAt, isRecorded }) => (
            <th scope="col">
              {name}
              <br />
              {host}
              <br />
              {release}
              <br />
              {startedAt}
              {isRecorded ? ' (judged again)' : ''}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        <tr>
          <th scope="row">the run</th>
          <td class="level" />
          {columns.map((column) => (
            <td class={column.isIncomplete ? 'caution' : column.tone}>{columnVerdict(column)}</td>
          ))}
        </tr>
        {rows.map(({ id, level, words }) => (
          <tr>
            <th scope="row">
              <code>{id}</code>
            </th>
            <td class="level">{level}</td>
            {words.map((word) => (
              <td class={word ?? 'absent'}>{word === undefined ? noVerdict : verdictWords[word]}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Changes({ changes }: Pick<Matrix, 'changes'>) {
  return (
    <section>
      <h2>changed between two runs of a target</h2>
      <ul>
        {changes.map(({ host, release, id, from, to, at }) => (
          <li>
            {host} ({release}), {at}: <code>{id}</code>{' '}
            <strong>
              {verdictWords[from]} → {verdictWords[to]}
            </strong>
          </li>
        ))}
      </ul>
    </section>
  )
}
