import type { VimFault } from './faults.ts'

/** The methods and properties of the mock. */
export type MemberName =
  | 'AcquireCloneTicket'
  | 'CloneSession'
  | 'CurrentTime'
  | 'Login'
  | 'Logout'
  | 'RetrieveProperties'
  | 'RetrievePropertiesEx'
  | 'RetrieveServiceContent'
  | 'SessionIsActive'
  | 'TerminateSession'
  | 'content'
  | 'currentSession'
  | 'sessionList'

/** Answers that a test gives in place of the usual ones. */
export interface NextAnswers {
  /**
   * Answers the next request for a method or a property otherwise, once: `vcenter.next('TerminateSession', fault('NotFound'))`. Several are given in their order.
   *
   * @throws TypeError where the response is none that a server can give.
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
      // A response without a status stands for a lost connection, which only a server can lose.
      if (answer instanceof Response && answer.status === 0)
        throw new TypeError('the mock cannot answer with Response.error()')
      nextAnswers.set(member, [...(nextAnswers.get(member) ?? []), answer])
    },

    takeNext(member) {
      const answer = nextAnswers.get(member)?.shift()
      // One response may be given several times, and its body be read once.
      return answer instanceof Response ? answer.clone() : answer
    },
  }
}
