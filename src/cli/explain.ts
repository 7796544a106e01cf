import { codes, explainCode, explainRequirement, type Paragraph } from '../report/explain/explain.ts'
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
  const said = new Set<string>()
  return requirementIds(text, expected)
    .flatMap((id) => {
      // What holds for a whole theme is said once.
      const paragraphs = (explainRequirement(id) ?? []).filter((paragraph) => {
        const isNew = !said.has(paragraph.join(' '))
        said.add(paragraph.join(' '))
        return isNew
      })
      return paragraphs.length === 0 ? [] : [shown(paragraphs, width)]
    })
    .join('\n\n')
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
