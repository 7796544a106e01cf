import { codes, explainCode, explainRequirement, type Paragraph } from '../report/explain/explain.ts'
import { themeOf } from '../report/wording.ts'
import { wrapped } from '../report/wrapped.ts'
import { requirementIds } from './requirement-ids.ts'

const expected = {
  given: 'the argument',
  besides: 'the code of a finding, ',
  words: codes().map(({ const: code }) => code),
}

/** Runs `vijson explain`: a requirement, or the code of a finding. @param width columns of the terminal. @returns what is printed. @throws UsageError. */
export function explain(text: string, width?: number): string {
  const ofCode = explainCode(text)
  if (ofCode !== undefined) return shown(ofCode, width)
  const byTheme = new Map<string, string[]>()
  for (const id of requirementIds(text, expected))
    byTheme.set(themeOf({ id }), [...(byTheme.get(themeOf({ id })) ?? []), id])
  return [...byTheme]
    .flatMap(([theme, ids]) => explainTogether(theme, ids))
    .map((paragraphs) => shown(paragraphs, width))
    .join('\n\n')
}

/** Requirements of one theme, each with what is its own; what holds for all of them stands once, before them. */
function explainTogether(theme: string, ids: readonly string[]): Paragraph[][] {
  const all = ids.map((id) => explainRequirement(id) ?? [])
  const [first = []] = all
  if (all.length === 1) return all
  const isIn = (paragraphs: readonly Paragraph[], [name, text]: Paragraph) =>
    paragraphs.some((other) => other[0] === name && other[1] === text)
  const common = first.filter((paragraph) => all.every((paragraphs) => isIn(paragraphs, paragraph)))
  return [
    [['Theme', `${theme} (${all.length} requirements)`], ...common],
    ...all.map((paragraphs) => paragraphs.filter((paragraph) => !isIn(common, paragraph))),
  ]
}

function shown(paragraphs: readonly Paragraph[], width: number | undefined): string {
  return paragraphs
    .flatMap(([name, text]) =>
      name === 'Example'
        ? [`${name}:`, ...text.split('\n').map((line) => `  ${line}`)]
        : wrapped(`${`${name}:`.padEnd(15)}${text}`, width, 0, 15),
    )
    .join('\n')
}
