/** What a tool did with the sound mock, and with the defects. */
export interface Column {
  tool: string
  /** The shortest of its times on the sound mock. */
  ms: number
  requests: number
  /** What it reports against the sound mock. */
  ofSound: string[]
  /** How many sessions of others it has ended. */
  ended: number
  /** How many sessions of its own it has left open. */
  left: number
  /** Whether it has found each defect, in the order of the defects. */
  found: boolean[]
}

/** What is compared. */
export interface Comparison {
  date: string
  version: string
  machine: string
  /** How many processes waited for the processors when the times were measured. */
  load: string
  others: number
  /** How many defects the whole sample has. */
  planned: number
  sampling: { mutants: number; dimensions: number }
  defects: { set: 'mutants' | 'dimensions'; family: string }[]
  columns: Column[]
  /** How many defects the script and the proxy find together. */
  together: number
}

const row = (cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |`
const count = (flags: readonly boolean[]) => flags.filter(Boolean).length

/** docs/comparison.md. */
export function renderComparison(comparison: Comparison): string {
  const { date, version, machine, load, others, planned, sampling, defects, columns, together } = comparison
  const foundIn = ({ found }: Column, is: (defect: Comparison['defects'][number]) => boolean) =>
    count(found.filter((_, index) => defects[index] !== undefined && is(defects[index])))
  const sizeOf = (set: string) => defects.filter((one) => one.set === set).length
  const [mutants, dimensions] = [sizeOf('mutants'), sizeOf('dimensions')]
  const families = [...new Set(defects.filter(({ set }) => set === 'mutants').map(({ family }) => family))]
  const inFamily = (family: string) => (one: Comparison['defects'][number]) =>
    one.set === 'mutants' && one.family === family
  return `# Compared with other tools

Written by \`npm run compare\`: ${date}, version ${version}, ${machine}.

What else one might take to test TerminateSession, against the same targets and with the same OpenAPI document: the sound mock, and the mock with one deliberate defect each, over HTTP.

- ${mutants} [mutants](../tests/mutation/kill-matrix.md), every ${ordinal(sampling.mutants)} in the order of the families. They were written together with the checks of vijson, so that it finds them is no
  surprise.
- ${dimensions} [defects by dimension](../tests/mutation/dimensions.md), every ${ordinal(sampling.dimensions)}. They were written from the page of the operation alone, without sight of a check. Many concern rare ids or bodies.

${defects.length < planned ? `The comparison was ended early, at ${defects.length} of ${planned} defects.\n\n` : ''}A defect is found where a tool reports something that it does not report of the sound mock. ${others} sessions of others, of two users, are logged on to the sound mock in one more run. Times are the shortest
of three, the tools in turn, with the start of the tool; the load of the machine was ${load} then, so they are longer than on a quiet one.

${row(['tool', 'time on the sound mock', 'requests', `mutants found, of ${mutants}`, `defects by dimension found, of ${dimensions}`, `sessions of others ended, of ${others}`, 'own sessions left open', 'reports against the sound mock'])}
${row(Array.from({ length: 8 }, () => '---'))}
${columns
  .map((column) =>
    row([
      column.tool,
      `${(column.ms / 1000).toFixed(1)} s`,
      column.requests,
      foundIn(column, ({ set }) => set === 'mutants'),
      foundIn(column, ({ set }) => set === 'dimensions'),
      column.ended,
      column.left,
      column.ofSound.length,
    ]),
  )
  .join('\n')}

The script and the proxy together find ${together} of all ${defects.length}.

## What each is good for

- **Schemathesis** sends many requests that nobody would think of, and compares each answer with the document: it finds answers of another form, for any interface, after an hour of set-up.
  It knows nothing of what a call must do to sessions.
- **Dredd** sends each request of the document once, and compares the answer with its example. It is quick, and shows that document and server speak of the same interface.
- **Prism** compares the answers to the calls of any client with the document: it adds the form of the answers to tests that exist already.
- **The script** looks at the sessions, as a careful engineer does. It finds the plain defects of the operation in a few seconds, and needs nothing but curl. It tests each rule with one list of ids.
- **vijson** knows this one operation, and nothing else. It sends the most requests. Take it where it matters which sessions end.

${harm(columns)}

## How each was set up

All have the accounts in the environment, the moId of the SessionManager, and the OpenAPI 3.0 document with an example for each parameter in a path. The files are in [scripts/compare](../scripts/compare). The general
tools are not made for this interface; whoever knows one better may find more with it.

- **Schemathesis**: every check and every phase, 25 examples for each operation, seed 1; hooks that begin a session, begin another where it has ended, and let Login succeed; a link from Login to
  TerminateSession. Status 500 is expected, since faults have it. It ${says(columns[0])}
- **Dredd**: hooks that give each transaction a session, and a body for its status; three are skipped, because no request has such an answer. It ${says(columns[1])}
- **Prism**: \`prism proxy --errors\`, and the calls of the script through it; the token is optional in its document, or it would refuse the calls without one itself. Counted is what Prism reports, not what the
  script sees. It ${says(columns[2])}
- **The script**: fifteen checks, one after the other, and the second account for the last. It ${says(columns[3])}
- **vijson**: \`vijson test --seed 1\`, with both accounts; an unmet should counts as found. Beside others it skips its disruptive checks. It ${says(columns[4])}

## By family of mutants

${row(['family', 'mutants', 'Schemathesis', 'Dredd', 'Prism', 'script', 'vijson'])}
${row(Array.from({ length: 7 }, () => '---'))}
${families
  .map((family) =>
    row([
      family,
      defects.filter(inFamily(family)).length,
      ...columns.map((column) => foundIn(column, inFamily(family))),
    ]),
  )
  .join('\n')}
`
}

/** What the tools did to sessions of others. */
function harm(columns: readonly Column[]): string {
  const harmful = columns.filter(({ ended }) => ended > 0)
  const start =
    harmful.length === 0
      ? 'On the sound mock, none of them ended a session that it had not begun.'
      : `Sessions that they had not begun were ended by: ${harmful.map(({ tool }) => tool).join('; ')}.`
  return `${start} For Schemathesis that is so by its set-up: the document says of an id that it is a text, and a general tool may send any that it has read in
sessionList. The script and vijson name only sessions of their own, and invented ids.`
}

function ordinal(n: number): string {
  if (n === 1) return 'single one'
  const isTeen = n % 100 > 10 && n % 100 < 14
  const ending = isTeen ? 'th' : (['th', 'st', 'nd', 'rd'][n % 10] ?? 'th')
  return `${n}${ending}`
}

/** What a tool says of the sound mock: each kind of report once. */
function says(column: Column | undefined): string {
  const kinds = new Map<string, number>()
  for (const report of column?.ofSound ?? []) {
    const kind = report.replace(/^[A-Z]+ \S+: /, '')
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1)
  }
  if (kinds.size === 0) return 'reports nothing of the sound mock.'
  const list = [...kinds].map(([kind, times]) => `"${kind}" (${times})`).join(', ')
  return `reports of the sound mock, which counts for nothing here: ${list}.`
}
