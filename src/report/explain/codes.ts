import type { FindingCode } from '../../conformance/index.ts'

/** What to do about a finding, by its code. What it says is in the schema of the JSON report. */
export const codeAdvice: Readonly<Record<FindingCode, string>> = {
  'not-ended':
    'Look at the session that the finding names: how it was begun, where it stood in the list, and what the answer was.',
  'wrongly-ended':
    'Look at what ended the session: it was not to be ended by this call. Until it is found, keep the server from systems that others use.',
  'oracles-disagree':
    'Of a session: look at which of the two is behind, the list or the token; both have to change before the answer is sent. Of calls at once: look at the calls that the finding names, and at what one of them reads while another writes.',
  'changed-later':
    'Look for work that goes on after the answer: a queue, a cache that comes back, a job that cleans up.',
  'session-changed':
    'Look at what else a call writes: the times, the user or the count of calls of sessions that it does not end.',
  'controller-lost':
    "Look at what the last call ended besides what it listed: sessions of the same user, of the same client, all, or the caller's own.",
  'unexpected-success': 'The call has to be refused. Look at whether it ended anything: the finding says so.',
  'unexpected-status': 'Answer 204, or 500 with a fault. Where a gateway answers in place of the server, test past it.',
  'unexpected-fault': 'Answer the fault that the finding expects; the statement says why it is that one.',
  'body-present': 'Send a 204 without a body, and without a length.',
  'media-type': 'Send every fault as application/json.',
  schema: 'Send a fault as the fragment describes it (openapi.json); further members are allowed.',
  secret: 'Leave out of every answer what a request contained. Change the password that was shown.',
  prerequisite:
    'Nothing is said of the requirement. What the finding names has to work first: often it is not met, and listed as well.',
  unanswered:
    'Nothing is said of the requirement. Run it again with --only; where it stays so, look at the server and at what stands before it.',
  'second-principal':
    'Name a second account, without Sessions.TerminateSession: VIJSON_LIMITED_USERNAME and VIJSON_LIMITED_PASSWORD.',
  'foreign-sessions':
    'Run it on a system that nobody else uses, with --exclusive. Beside others it is left out on purpose.',
  'not-applicable':
    'Nothing, where the target does not have what the requirement is about. Where the account lacks a privilege for it, which the finding then names, give it that.',
  interrupted: 'Run it again to its end.',
  'other-cause':
    'Sessions end on this target for other reasons: a time-out, a limit, a job that cleans up. Keep it from the accounts of the run.',
  limit:
    'Nothing is said of the requirement: give the run more logins or sessions (--max-logins, --max-sessions), or leave out --bail.',
  'session-limit':
    'Nothing is said of the requirement: it needs more sessions at once than the target allows. Raise its limit, close what stands (vijson cleanup), or name the limit (--max-sessions).',
  suite: 'Report it: it is an error of the suite, and says nothing of the target.',
}
