import type { Finding, FindingCode, Problem, RequirementResult, SuiteResult, Verdict } from '../conformance/index.ts'

/** What the reasons of a run are told from. */
type Reasoned = { run: Pick<SuiteResult['run'], 'limits'> } & Partial<Pick<SuiteResult, 'problem' | 'target'>>

/** Why a requirement was not tested, in a few words, by the code of its finding. */
const byCode: Partial<Record<FindingCode, string>> = {
  'foreign-sessions': 'others are logged on',
  'second-principal': 'there is no second account',
  'not-applicable': 'not applicable to this target or account',
  prerequisite: 'a prerequisite is not met',
  unanswered: 'an answer is missing',
  interrupted: 'the run was interrupted',
  'other-cause': 'sessions ended for other reasons',
  limit: 'beyond a limit of the run',
  'session-limit': 'it needs more sessions than the target allows',
}

/** The same where no requirement could be tested, by what the run met with. */
const byProblem: Readonly<Record<Problem['code'], string>> = {
  unreachable: 'no usable answer came from the target',
  certificate: 'the certificate was not accepted',
  'not-vi-json': 'the target did not answer as VI JSON does',
  login: 'the login failed',
  privilege: 'the account may not read sessionList',
  'session-list': 'sessionList proves nothing',
}

/** Why a requirement was not tested, in a few words, as its finding says. */
export function reasonOf({ finding, verdict }: Pick<RequirementResult, 'finding' | 'verdict'>, of: Reasoned): string {
  if (finding === undefined) return 'other reasons'
  const { code, message } = finding
  const general = byCode[code] ?? 'other reasons'
  if (code === 'limit') return limitIn(message, of.run.limits) ?? general
  if (code === 'session-limit' && verdict === 'unreached') return adviceOnLimit(message)
  if (code !== 'unanswered' && code !== 'prerequisite') return general
  return answerIn(message) ?? problemOf(of) ?? refusalIn(message) ?? general
}

/** A problem that is said to be one of the way to the target, where the target is known by then, is one of a login. */
function problemOf({ problem, target }: Reasoned): string | undefined {
  if (problem === undefined) return undefined
  return problem.code === 'unreachable' && target?.release !== undefined ? byCode.unanswered : byProblem[problem.code]
}

/** What came in place of the answer that was needed, where something came. */
function answerIn(message: string): string | undefined {
  const [, status] = /\bwas answered with status (\d{3})\b/.exec(message) ?? []
  if (status !== undefined) return `status ${status} came in place of a session`
  const [, again] = /\banswered again and again \(status (\d{3})\)/.exec(message) ?? []
  if (again !== undefined) return `status ${again} came again and again`
  return /\bis incomplete\b|stopped before its end/.test(message) ? 'an answer was incomplete' : undefined
}

/** The least that --max-sessions takes. */
const leastSessions = 8

/** What to do where a target allows few sessions, and says how many: `User session count is limited to 20`. */
function adviceOnLimit(message: string): string {
  const said = message.slice(message.indexOf('"'))
  const [, number] = /\b(?:limit(?:ed)?|maximum)\D{1,20}(\d{1,6})\b/i.exec(said) ?? []
  const most = number !== undefined && Number(number) >= leastSessions ? number : 'N'
  return `the target limits sessions, use --max-sessions ${most}`
}

function refusalIn(message: string): string | undefined {
  if (/^no more (logins|sessions)\b/.test(message)) return 'sessions were refused later on'
  if (/^Login as \S+ was refused with the fault\b/.test(message)) return 'a login was refused'
  return /\bwas refused with the fault\b/.test(message) ? 'a session was refused' : undefined
}

/** Which limit of the run was met, as its option is written. */
function limitIn(message: string, limits: SuiteResult['run']['limits'] = {}): string | undefined {
  if (message.startsWith('left out: ') && limits.bail !== undefined) return `after --bail ${limits.bail}`
  if (message.includes('more logins') && limits.maxLogins !== undefined)
    return `beyond --max-logins ${limits.maxLogins}`
  if (message.includes('more sessions') && limits.maxSessions !== undefined)
    return `beyond --max-sessions ${limits.maxSessions}`
  return undefined
}

/** The sentences of the requirements with a verdict, without the names of their cases, and whose they are: what most have in common first. */
export function sharedReasons(
  requirements: readonly Pick<RequirementResult, 'id' | 'verdict' | 'finding'>[],
  verdict: Verdict,
): { message: string; ids: readonly string[] }[] {
  const told = new Map<string, string[]>()
  for (const { id, verdict: own, finding } of requirements) {
    if (finding === undefined || own !== verdict) continue
    const message = withoutPlace(finding)
    told.set(message, [...(told.get(message) ?? []), id])
  }
  return [...told].sort(([, one], [, other]) => other.length - one.length).map(([message, ids]) => ({ message, ids }))
}

function withoutPlace({ message, where = [] }: Finding): string {
  const place = `${where.join(': ')}: `
  return where.length > 0 && message.startsWith(place) ? message.slice(place.length) : message
}
