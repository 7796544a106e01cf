import { VimFault } from './faults.ts'

/** The methods and properties of the mock. */
export const memberNames = [
  'AcquireCloneTicket',
  'CloneSession',
  'CurrentTime',
  'Login',
  'LoginByToken',
  'Logout',
  'RetrieveProperties',
  'RetrievePropertiesEx',
  'RetrieveServiceContent',
  'SessionIsActive',
  'TerminateSession',
  'content',
  'currentSession',
  'sessionList',
] as const

/** The name of a method or a property of the mock. */
export type MemberName = (typeof memberNames)[number]

/** Answers that a test gives in place of the usual ones. */
export interface NextAnswers {
  /**
   * Answers the next request for a method or a property otherwise, once: `vcenter.next('TerminateSession', fault('NotFound'))`. Several are given in their order.
   *
   * @throws TypeError where there is no such member, or the answer is none that a server can give.
   */
  next(member: MemberName, answer: VimFault | Response): void
  /** What the next request for a member is to be answered with. The app asks for it; undefined: as usual. */
  takeNext(member: string): VimFault | Response | undefined
}

/** None at first. */
export function createNextAnswers(): NextAnswers {
  const nextAnswers = new Map<string, (VimFault | Response)[]>()
  return {
    next(member, answer) {
      if (!memberNames.includes(member))
        throw new TypeError(`the mock has no member ${JSON.stringify(member)}; it has ${memberNames.join(', ')}`)
      refuseUnusable(answer)
      nextAnswers.set(member, [...(nextAnswers.get(member) ?? []), answer])
    },

    takeNext(member) {
      const answer = nextAnswers.get(member)?.shift()
      // One response may be given several times, and its body be read once.
      return answer === undefined || answer instanceof VimFault ? answer : answer.clone()
    },
  }
}

/** @throws TypeError where no server could give the answer. */
function refuseUnusable(answer: unknown): void {
  if (answer instanceof VimFault) return
  if (!isResponse(answer)) throw new TypeError("the mock answers with a Response, or with a fault: fault('NotFound')")
  // A response without a status stands for a lost connection, which only a server can lose.
  if (answer.status === 0) throw new TypeError('the mock cannot answer with Response.error()')
  if (answer.bodyUsed || answer.body?.locked)
    throw new TypeError('the mock cannot answer with a Response whose body was read; give a clone of it, or a new one')
}

/** Told by its methods: an environment of tests may have a class of its own. */
function isResponse(answer: unknown): answer is Response {
  return (
    typeof answer === 'object' && answer !== null && 'clone' in answer && 'bodyUsed' in answer && 'status' in answer
  )
}
