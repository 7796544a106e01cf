import fragment from '../../../generated/openapi.json' with { type: 'json' }

/** The words of the protocol and of the suite: somebody whose name is one of them is not told by it, and what is recorded would be spoilt. */
const words = new Set(
  [
    ...namesIn(fragment.paths),
    ...namesIn(fragment.components.schemas),
    ...Object.keys(fragment.paths).flatMap((path) => path.split('/')),
    ...['application/json', 'application', 'controller', 'session', 'sessions', 'caller', 'invented', 'sessionlist'],
    ...['currentsession', 'redacted', 'answer', 'another', 'should', 'showed', 'logged', 'listed'],
  ].map((word) => word.toLowerCase()),
)

/** Every name of a member, however deep. */
function namesIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, member]) => [name, ...namesIn(member)])
}

/** Whether a text is a word of the protocol or of the suite. */
export function isReservedWord(text: string): boolean {
  return words.has(text.toLowerCase())
}
