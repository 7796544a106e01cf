import { requirements } from '../../src/conformance/index.ts'
import { codes, explainCode, explainRequirement, type Paragraph } from '../../src/report/explain/explain.ts'
import { operationPage } from '../../src/report/source.ts'
import { themeOf } from '../../src/report/wording.ts'

/** docs/explanations.md: what `vijson explain` says of every requirement and every code. */
export function explanationsPage(): string {
  const themeNames = [...new Set(requirements.map(themeOf))]
  return [
    '# What a finding means',
    '',
    'Written by `npm run figures`, from what `vijson explain ID` and `vijson explain CODE` say.',
    '',
    `Sentences of "the operation's page" stand on [the page of TerminateSession](${operationPage}).`,
    '',
    '## Requirements',
    ...themeNames.flatMap((theme) => ofTheme(theme)),
    '',
    '## Codes of findings',
    '',
    '| code | meaning | what to do |',
    '| --- | --- | --- |',
    ...codes().map(({ const: code }) => {
      const [, meaning, todo] = explainCode(code) ?? []
      return `| \`${code}\` | ${meaning?.[1]} | ${todo?.[1]} |`
    }),
    '',
  ].join('\n')
}

/** What the requirements of a theme have in common, and then each of them. */
function ofTheme(theme: string): string[] {
  const ids = requirements.filter((one) => themeOf(one) === theme).map(({ id }) => id)
  const first = new Map<string, string>(explainRequirement(ids[0] ?? '') ?? [])
  const rows = ids.map((id) => {
    const paragraphs = new Map<string, string>(explainRequirement(id) satisfies Paragraph[] | undefined)
    return `| \`${id}\` | ${paragraphs.get('Statement')} | ${paragraphs.get('Source')?.replace(`, ${operationPage}`, '')} |`
  })
  return [
    '',
    `### ${theme}`,
    '',
    `${first.get('Why')}`,
    '',
    `**Usually wrong:** ${first.get('Usually wrong')}`,
    '',
    `**What to do:** ${first.get('What to do')}`,
    '',
    '| requirement | statement | source |',
    '| --- | --- | --- |',
    ...rows,
    ...[...idsByExample(ids)].flatMap(([example, of]) => [
      '',
      `${of.map((id) => `\`${id}\``).join(', ')}:`,
      '',
      '```http',
      example,
      '```',
    ]),
  ]
}

function idsByExample(ids: readonly string[]): Map<string, string[]> {
  const byExample = new Map<string, string[]>()
  for (const id of ids) {
    const example = new Map<string, string>(explainRequirement(id)).get('Example') ?? ''
    byExample.set(example, [...(byExample.get(example) ?? []), id])
  }
  return byExample
}
