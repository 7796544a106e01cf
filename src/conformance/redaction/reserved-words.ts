import fragment from '../../../generated/openapi.json' with { type: 'json' }
import { requirements } from '../../../generated/requirements.ts'
import { tool } from '../../../generated/tool.ts'

/** The words of the protocol and of the suite: a user name that equals one of them identifies nobody, and masking it would spoil the record. */
const reserved = new Set(
  [
    ...namesIn(fragment.paths),
    ...namesIn(fragment.components.schemas),
    ...Object.keys(fragment.paths).flatMap((path) => path.split('/')),
    ...['application/json', 'application', 'controller', 'session', 'sessions', 'caller', 'invented', 'sessionlist'],
    ...['currentsession', 'redacted', 'answer', 'another', 'should', 'listed', 'expected', 'afterwards', 'status'],
  ].map((word) => word.toLowerCase()),
)

/** The name of every member, at any depth. */
function namesIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, member]) => [name, ...namesIn(member)])
}

/** Whether a text is a word of the protocol or of the suite. */
export function isReservedWord(text: string): boolean {
  return reserved.has(text.toLowerCase())
}

/** What the protocol says, and what the suite writes into the User-Agent of each login, which targets repeat. */
const commonText = [JSON.stringify(fragment), tool.name, tool.version, ...requirements.map(({ id }) => id)]
  .join('\n')
  .toLowerCase()

/** Whether a text stands in what targets answer anyway: one that is found there tells nothing. */
export function isCommonText(text: string): boolean {
  return commonText.includes(text.toLowerCase())
}
