/** What becomes of a list, by the text of the operation's page. */
export interface Prediction<Id> {
  outcome: 'terminated' | 'NotFound' | 'InvalidArgument'
  /** What is logged on no more, in the order in which it ends. */
  ended: Id[]
}

/**
 * The page's text as a function: the sessions are ended one after the other, as the list has them; the first id that names the caller, or no
 * session that is logged on, ends the call, and what comes after it is left as it was.
 */
export function predict<Id>(list: readonly Id[], own: Id, loggedOn: ReadonlySet<Id>): Prediction<Id> {
  const ended: Id[] = []
  for (const id of list) {
    if (id === own) return { outcome: 'InvalidArgument', ended }
    if (!loggedOn.has(id) || ended.includes(id)) return { outcome: 'NotFound', ended }
    ended.push(id)
  }
  return { outcome: 'terminated', ended }
}
