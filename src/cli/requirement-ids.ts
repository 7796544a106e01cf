import { distance } from 'fastest-levenshtein'
import { requirements } from '../../generated/requirements.ts'
import { UsageError } from './usage.ts'

const prefix = 'terminate.'
const all: readonly string[] = requirements.map(({ id }) => id)
const themes = [...new Set(all.map((id) => id.split('.')[1] ?? ''))]

/** What a text may be where it selects no requirement. */
export interface Expected {
  /** What the text is, in messages. */
  given: string
  /** What it may be besides, in words. */
  besides: string
  /** The words that it may be besides. */
  words: readonly string[]
}

const onlyIds: Expected = { given: '--only', besides: '', words: [] }

/**
 * The requirements that a text selects, or several texts with commas between them: an id, or the part of one behind its last dot where no other ends so; a theme, as `sequence`; a pattern, as `terminate.sequence.*`.
 *
 * @param expected for messages.
 * @throws UsageError where it selects none, or its ending is that of several; with ids that are meant perhaps, and without the text.
 */
export function requirementIds(text: string, expected: Expected = onlyIds): string[] {
  const texts = text.split(',').map((one) => one.trim())
  const named = (at: number) =>
    texts.length === 1 ? expected : { ...expected, given: `entry ${at + 1} of ${expected.given}` }
  return [...new Set(texts.flatMap((one, at) => selectedBy(one, named(at))))]
}

function selectedBy(text: string, { given, besides, words }: Expected): string[] {
  if (all.includes(text)) return [text]
  const ofTheme = all.filter((id) => [text, `${prefix}${text}`].includes(id.split('.').slice(0, 2).join('.')))
  if (ofTheme.length > 0) return ofTheme
  if (text.includes('*')) {
    const matched = all.filter((id) => matches(text, id))
    if (matched.length > 0) return matched
    throw new UsageError(`${given}: no requirement matches the pattern; ${seeAll}`)
  }
  const ending = all.filter((id) => id.endsWith(`.${text}`))
  if (ending.length === 1) return ending
  if (ending.length > 1) throw new UsageError(`${given}: several requirements end so: ${ending.join(', ')}`)
  const similar = similarTo(text, words)
  const hint = similar.length === 0 ? seeAll : `did you mean ${similar.join(', or ')}?`
  throw new UsageError(`${given} must be ${besides}the id of a requirement, a theme, or a pattern with *; ${hint}`)
}

const seeAll = '`vijson list` shows the requirements'

/** Whether an id, with or without what all of them begin with, matches a pattern in which * stands for any text. */
function matches(pattern: string, id: string): boolean {
  const parts = pattern.split('*').map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&'))
  const whole = new RegExp(`^${parts.join('.*')}$`)
  return whole.test(id) || whole.test(id.slice(prefix.length))
}

/** The ids, themes and words that differ from a text, or whose endings do, in few letters; else the ids whose endings contain it. */
function similarTo(text: string, words: readonly string[]): string[] {
  const differences = (id: string) =>
    [id, id.startsWith(prefix) ? id.slice(prefix.length) : id, id.split('.').at(-1) ?? ''].map((part) =>
      distance(part, text),
    )
  const rated = [...words, ...themes, ...all].map((id) => ({ id, by: Math.min(...differences(id)) }))
  const least = Math.min(...rated.map(({ by }) => by))
  if (least > Math.max(2, text.length / 4))
    return text.length < 3 ? [] : all.filter((id) => id.split('.').at(-1)?.includes(text.toLowerCase())).slice(0, 3)
  return rated.flatMap(({ id, by }) => (by === least ? [id] : [])).slice(0, 3)
}
