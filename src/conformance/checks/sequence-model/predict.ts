/** The outcome of a list by the operation's page. */
export interface Prediction<Id> {
  outcome: 'terminated' | 'NotFound' | 'InvalidArgument'
  /** The sessions that the call ends, in that order. */
  ended: Id[]
}

/**
 * The page's text as a function: sessions are ended one after the other, in the order of the list; the first id that names the caller, or no
 * session that is logged on, aborts the call, and the sessions after it are left alone.
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
