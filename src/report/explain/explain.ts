import schema from '../../../spec/result.schema.json' with { type: 'json' }
import { type FindingCode, requirements } from '../../conformance/index.ts'
import { sourceWithAddress } from '../source.ts'
import { themeOf } from '../wording.ts'
import { codeAdvice } from './codes.ts'
import { examples } from './examples.ts'
import { type Explanation, themes } from './themes.ts'

/** A paragraph of an explanation: its name, and its text; an example has several lines. */
export type Paragraph = [name: string, text: string]

/** What a requirement means, why it matters, and what to do where it is not met; undefined for an unknown id. */
export function explainRequirement(id: string): Paragraph[] | undefined {
  const requirement = requirements.find((one) => one.id === id)
  if (requirement === undefined) return undefined
  const { why, usually, todo, example } = explanationOf(id)
  const own = examples[requirement.id]
  return [
    ['Requirement', `${id} (${requirement.level})`],
    ['Statement', requirement.statement],
    ['Why', why],
    ['Usually wrong', usually],
    ['What to do', todo],
    ['Source', sourceWithAddress(requirement.source)],
    ['Repeat', `vijson test --target URL --only ${id}`],
    ['Example', own ?? example],
  ]
}

/** What the code of a finding means, and what to do; undefined for an unknown code. */
export function explainCode(code: string): Paragraph[] | undefined {
  const found = codes().find(({ const: name }) => name === code)
  if (found === undefined) return undefined
  return [
    ['Finding', found.const],
    ['Meaning', found.description],
    ['What to do', codeAdvice[found.const]],
  ]
}

/** Every code of a finding, as the schema of the JSON report has it. */
export function codes(): { const: FindingCode; description: string }[] {
  const { oneOf } = schema.$defs.requirement.properties.finding.properties.code
  return oneOf as { const: FindingCode; description: string }[] // The schema has no other codes; a test holds it.
}

function explanationOf(id: string): Explanation {
  const explanation = themes[themeOf({ id })]
  if (explanation === undefined) throw new Error(`the theme of ${id} has no explanation`)
  return explanation
}
