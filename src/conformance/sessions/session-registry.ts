import { unreached } from '../errors/verdict-error.ts'
import type { OwnSessions, RecordedLogin, RunRecord } from '../types.ts'
import { areAlike, isPlainKey, isUnlikeAll, looseForm } from './like-ids.ts'
import { hasTag, isLoginTag, shownTagOf, tagLikeIn } from './login-tag.ts'
import { isSameAccount, isStill, type LoginAttempt } from './prove-session.ts'
import { noRecord } from './run-record.ts'

/** A session that the run opened. Frozen, except for its state: what a check does to it changes nothing of what the gate knows. */
export interface TestSession {
  /** Its name in findings: `session 2`, `the controller`. */
  readonly label: string
  /** Used by many checks: the controller, or the bystander of disruptive checks. Closed last. */
  readonly isShared: boolean
  readonly key: string
  readonly token: string
  readonly userName: string
  /** The part of its User-Agent that no other session has; undefined where the target keeps no User-Agents. */
  readonly loginTag: string | undefined
  /** How the target writes the name of its user; undefined: not compared. */
  readonly shownName: string | undefined
  /** `closed`: logged out, or its token says that it is over. `dead`: both oracles say so. */
  state: 'open' | 'closed' | 'dead'
}

/** A session as sessionList or currentSession shows it. A target need not send all of it. */
export interface ShownSession {
  key: string
  userName: string
  userAgent: string
  /** What else a lenient server might know it by: the full name of its user, and its address. */
  alsoKnownAs?: readonly string[]
  loginTime?: string
}

/** Knows which sessions and ids are the run's own. The gate and the cleanup go by it. */
export interface SessionRegistry extends OwnSessions {
  readonly opened: readonly TestSession[]
  /** A session that sessionList showed with its key and its time of login, but with another user or User-Agent, although no call had ended it. */
  readonly shownOtherwise: TestSession | undefined
  /** Whether sessionList has left out the session that read it, while the token of that session worked. */
  leavesOutReader: boolean
  /** Logins after which the target may hold a session that the run cannot close. */
  unclosable: number
  /** Logins that may have begun a session of which nothing is known but the tag. Each counts as unclosable until it is settled. */
  uncertain(): readonly RecordedLogin[]
  noteUncertain(login: RecordedLogin): void
  /** It is known that no session of the login is open any more. */
  settleUncertain(tag: string): void
  /** Logins whose session could not be read with its own token: it is read again at the end. */
  readonly unverified: LoginAttempt[]
  /**
   * Whether the target shows User-Agents in its sessions; undefined before the first login. Where it does, each session proves by that of its login
   * that it is the run's own; where it does not, that is inferred. Once a list shows one, what had been inferred is lost.
   */
  keepsUserAgents: boolean | undefined
  /** How the target writes the name of each user who logged in. */
  readonly shownNames: ReadonlyMap<string, string>
  /** Told of each login, and of what becomes of its session. */
  readonly record: RunRecord
  /** Grows with each sessionList that is noted and each session that ends; to be read when a login, or a sessionList, is sent. */
  noteCount(): number
  /** Whether a sessionList that was noted by then showed the key. */
  wasListed(key: string, noteCount: number): boolean
  /** Whether the run has invented an id since then: one that was sent while a login was under way may have ended the session that has it as its key. */
  wasInventedSince(id: string, noteCount: number): boolean
  /** Notes a login before it is sent: a run that is killed has no time after it. */
  noteLoginSent(login: RecordedLogin): void
  /** Claims a key and a token for a login. @returns whether no other login has them. */
  claim(key: string, token: string): boolean
  /** Notes that a login has proved its session, how the target writes the name of its user, and the tag that the session shows. */
  noteProved(attempt: LoginAttempt, shownName: string, shownTag?: string): void
  /** Makes a session the run's own. */
  register(session: TestSession): TestSession
  /** Gives a session another label. @returns the session, which takes the place of the one before. */
  rename(session: TestSession, label: string): TestSession
  /** Notes that a session has ended. */
  markEnded(session: TestSession, state: 'closed' | 'dead'): void
  /** Notes that a session which was taken to have ended has not. */
  markLeft(session: TestSession): void
  /**
   * Declares the logins of earlier runs. From then on, a session is the run's own as long as the latest sessionList that shows it shows it with the
   * User-Agent of one of them, with the recorded key where there is one. Nothing else becomes the run's own by it.
   */
  adoptRecorded(logins: readonly RecordedLogin[]): void
  /** The sessions that have become the run's own by that, each with the tag of its login. */
  adopted(): { key: string; tag: string }[]
  /**
   * Declares an id that no session has.
   *
   * @param isDisruptive whether a lenient server might take it for another user's session.
   * @throws VerdictError `unreached` where another user's session has it.
   */
  invent(id: string, isDisruptive?: boolean): string
  /**
   * Notes the sessions in a sessionList, when its answer is in.
   *
   * @param noteCountAtRequest what {@link SessionRegistry.noteCount} was when it was sent.
   * @throws VerdictError `unreached` above {@link maxListedKeys}.
   */
  noteListed(sessions: readonly ShownSession[], noteCountAtRequest?: number): void
  /** Whether a session, of the run or of others, has this key, or one that a lenient comparison would take for it; or another user this name. */
  isTaken(id: string): boolean
  /** Whether a lenient server might take a key for that of a session of others, or for its user: beside others, only plain keys that are like none of theirs are used. */
  isLikeForeign(key: string): boolean
  /** How many of the sessions are other users'. */
  countForeign(sessions: readonly ShownSession[]): number
}

/** How many keys are remembered: a target that lists new ones each time must not fill the memory. */
const maxListedKeys = 200_000

/** What the registry knows of a session of the run; nobody else can change it. */
interface OwnRecord {
  session: TestSession
  form: string
  /** What the number of notes was when it had just ended. */
  endedAt: number | undefined
  /** Its key belongs to another session by now. */
  isLost: boolean
  /** A lenient server might take its key for that of another user's session: it is named in no call. Its token is its own all the same. */
  isLikeForeign: boolean
  /** As a list showed it first. */
  loginTime: string | undefined
}

interface InventedId {
  isDisruptive: boolean
  /** What the number of notes was. */
  note: number
  form: string
  /** The listed keys that a lenient server might take it for. */
  listedLike: Set<string>
}

/** @param record by default, none is kept. */
export function createSessionRegistry(record: RunRecord = noRecord): SessionRegistry {
  const opened: TestSession[] = []
  const byKey = new Map<string, OwnRecord>()
  const byToken = new Map<string, OwnRecord>()
  const claimed = new Set<string>()
  const invented = new Map<string, InventedId>()
  const firstListed = new Map<string, { note: number; form: string }>()
  /** The listed keys by their loose forms, and these by their lengths. */
  const formsByLength = new Map<number, Map<string, string[]>>()
  const sentTags = new Set<string>()
  /** The keys that a list has shown with the User-Agent of a login of this run. */
  const ofLogins = new Set<string>()
  /** The user names and User-Agents of others, in their loose forms. */
  const foreignNames = new Set<string>()
  const uncertain = new Map<string, RecordedLogin>()
  const recorded: RecordedLogin[] = []
  const adopted = new Map<string, string>()
  const shownNames = new Map<string, string>()
  /** The login tag of each session that is proved, by its key: what a target shows without User-Agents has one, too. */
  const tagOf = new Map<string, string>()
  const noted = new WeakSet<readonly ShownSession[]>()
  let notes = 0
  let shownOtherwise: TestSession | undefined

  const ownRecord = (key: string) => {
    const record = byKey.get(key)
    return record === undefined || record.isLost || record.isLikeForeign ? undefined : record
  }
  const isForeign = (key: string) => firstListed.has(key) && ownRecord(key) === undefined
  /** Not that of a login of this run that is still under way. */
  const isOfOthers = (key: string) => isForeign(key) && !ofLogins.has(key)

  /** The listed keys that a lenient server might take an id for. Those of its length are found by their forms: there may be thousands of both. */
  function listedLike(form: string): Set<string> {
    const keys = new Set(formsByLength.get(form.length)?.get(form))
    for (const [length, forms] of formsByLength) {
      if (length === form.length) continue
      for (const [other, ofForm] of forms) if (areAlike(form, other)) for (const key of ofForm) keys.add(key)
    }
    return keys
  }

  function noteForm(key: string, form: string): void {
    const forms = formsByLength.get(form.length) ?? new Map<string, string[]>()
    formsByLength.set(form.length, forms.set(form, [...(forms.get(form) ?? []), key]))
  }

  function noteKey({ key, userName, userAgent, alsoKnownAs = [] }: ShownSession): void {
    if (firstListed.has(key)) return
    const form = looseForm(key)
    firstListed.set(key, { note: notes, form })
    noteForm(key, form)
    if (isOfLogin(userAgent)) ofLogins.add(key)
    if (!isOfOthers(key)) return
    const names = [userName, userAgent, ...alsoKnownAs].map(looseForm).filter((name) => name !== '')
    for (const name of names) foreignNames.add(name)
    for (const id of invented.values()) if (areAlike(id.form, form) || names.includes(id.form)) id.listedLike.add(key)
    for (const own of byKey.values()) {
      if (own.isLost || own.isLikeForeign) continue
      const isLike = areAlike(own.form, form) || names.includes(own.form)
      if (isLike || isOddBeside(own.session.key, [form, ...names])) markLikeForeign(own)
    }
  }

  /** Whether a User-Agent is that of a login of this run. */
  function isOfLogin(userAgent: string): boolean {
    const tag = tagLikeIn(userAgent)
    return tag !== undefined && sentTags.has(tag) && hasTag(userAgent, tag)
  }

  function noteEnd(own: OwnRecord): void {
    own.endedAt ??= ++notes
  }

  function noteOwn(own: OwnRecord, shown: ShownSession, noteCountAtRequest: number): void {
    // Without User-Agents: a key that a list shows which was requested after its session had ended has passed to another one.
    const hasComeBack = own.endedAt !== undefined && noteCountAtRequest >= own.endedAt
    const isInferred = own.session.loginTag === undefined
    const isItself = isStill(own.session, shown)
    own.loginTime ??= isItself ? shown.loginTime : undefined
    if (!isItself && own.endedAt === undefined && shown.loginTime !== undefined && shown.loginTime === own.loginTime)
      shownOtherwise ??= own.session
    if (!isItself || (isInferred && hasComeBack)) markLost(own)
  }

  function tellRecord({ key }: TestSession, tell: (tag: string) => void): void {
    const tag = tagOf.get(key)
    if (tag !== undefined) tell(tag)
  }

  function markLost(own: OwnRecord): void {
    own.isLost = true
    tellRecord(own.session, record.keyLost)
  }

  function markLikeForeign(own: OwnRecord): void {
    // Without User-Agents, less proves that its token is its own.
    if (own.session.loginTag === undefined) own.isLost = true
    own.isLikeForeign = true
    tellRecord(own.session, record.keyLost)
  }

  /**
   * Goes by what this list shows: a session that was adopted, and shows another User-Agent now, is not the run's own any more. Where more sessions show its User-Agent
   * than logins had it, none is either: a login begins one session.
   */
  function noteRecorded({ key, userName, userAgent }: ShownSession, list: readonly ShownSession[]): void {
    const ofAgent = recorded.filter((login) => hasTag(userAgent, shownTagOf(login)))
    const lost = ofAgent.filter((one) => one.key === undefined)
    const isTaken = (tag: string) => list.some((one) => one.key !== key && adopted.get(one.key) === tag)
    const login = ofAgent.find((one) => one.key === key) ?? lost.find(({ tag }) => !isTaken(tag))
    const isKnown = (other: ShownSession) =>
      ownRecord(other.key) !== undefined || ofAgent.some((one) => one.key === other.key)
    const isProved =
      login !== undefined &&
      (login.shownName === undefined ? isSameAccount(login.userName, userName) : login.shownName === userName) &&
      list.filter((one) => hasTag(one.userAgent, shownTagOf(login)) && !isKnown(one)).length <= lost.length
    if (isProved) adopted.set(key, login.tag)
    else adopted.delete(key)
  }

  function isLikeForeign(key: string): boolean {
    const forms = [looseForm(key), looseForm(Buffer.from(key, 'base64').toString())]
    const isOther = (listed: string) => listed !== key && isOfOthers(listed)
    if (forms.some((form) => [...listedLike(form)].some(isOther)) || foreignNames.has(forms[0] ?? '')) return true
    if (isPlainKey(key)) return false
    const others = [...firstListed].flatMap(([listed, { form }]) => (isOther(listed) ? [form] : []))
    return others.length > 0 && isOddBeside(key, [...others, ...foreignNames])
  }

  /** Whether a key has signs that a server might read in another way, and names others then. */
  function isOddBeside(key: string, others: readonly string[]): boolean {
    return registry.keepsUserAgents === true && !isPlainKey(key) && !isUnlikeAll(key, others)
  }

  const registry: SessionRegistry = {
    opened,
    get shownOtherwise() {
      return shownOtherwise
    },
    leavesOutReader: false,
    unclosable: 0,
    isLikeForeign,
    noteLoginSent(login) {
      sentTags.add(login.tag)
      record.loginSent(login)
    },
    uncertain: () => [...uncertain.values()],
    noteUncertain(login) {
      uncertain.set(login.tag, login)
      registry.unclosable += 1
    },
    settleUncertain(tag) {
      if (uncertain.delete(tag)) registry.unclosable -= 1
    },
    unverified: [],
    keepsUserAgents: undefined,
    shownNames,
    record,
    noteCount: () => notes,
    wasListed: (key, noteCount) => (firstListed.get(key)?.note ?? Number.POSITIVE_INFINITY) <= noteCount,
    wasInventedSince: (id, noteCount) => (invented.get(id)?.note ?? -1) >= noteCount,
    claim(key, token) {
      const known = byKey.get(key)
      // A key that a login hands out again is no longer that of the session which has ended.
      if (known !== undefined && known.session.state !== 'open') markLost(known)
      if (claimed.has(`key ${key}`) || claimed.has(`token ${token}`)) return false
      claimed.add(`key ${key}`).add(`token ${token}`)
      return true
    },
    noteProved({ userName, loginTag, key, token }, shownName, shownTag = loginTag) {
      shownNames.set(userName, shownName)
      tagOf.set(key, loginTag)
      // A key that is the token, too, is a secret.
      record.opened(loginTag, {
        ...(key === token ? {} : { key }),
        shownName,
        ...(shownTag === loginTag ? {} : { shownTag }),
      })
    },
    register(given) {
      const session = frozenExceptState(given)
      const form = looseForm(given.key)
      const own = { session, form, endedAt: undefined, isLost: false, isLikeForeign: false, loginTime: undefined }
      if (isLikeForeign(session.key)) markLikeForeign(own)
      byKey.set(session.key, own)
      byToken.set(session.token, own)
      opened.push(session)
      return session
    },
    rename(session, label) {
      const own = byKey.get(session.key)
      const at = opened.indexOf(session)
      if (own === undefined || at === -1) throw new Error(`${session.label} is not a session of the run`)
      const renamed = frozenExceptState({ ...session, label })
      own.session = renamed
      opened[at] = renamed
      return renamed
    },
    markEnded(session, state) {
      session.state = state
      const own = byKey.get(session.key)
      if (own !== undefined) noteEnd(own)
      tellRecord(session, record.ended)
    },
    markLeft(session) {
      session.state = 'open'
      tellRecord(session, record.stillOpen)
    },
    adoptRecorded(logins) {
      const areTags = (login: RecordedLogin) => isLoginTag(login.tag) && isLoginTag(shownTagOf(login))
      const isNew = ({ tag }: RecordedLogin) => !recorded.some((one) => one.tag === tag)
      recorded.push(...logins.filter((one) => areTags(one) && isNew(one)).map((login) => ({ ...login })))
    },
    adopted: () => [...adopted].map(([key, tag]) => ({ key, tag })),
    invent(id, isDisruptive = false) {
      if (isForeign(id) || foreignNames.has(looseForm(id)))
        throw unreached("an id that the run invented is that of another user's session, or its user's name")
      invented.set(id, { isDisruptive, note: notes, form: looseForm(id), listedLike: listedLike(looseForm(id)) })
      return id
    },
    noteListed(sessions, noteCountAtRequest = notes) {
      if (firstListed.size + sessions.length > maxListedKeys)
        throw unreached(`sessionList has shown more than ${maxListedKeys} sessions`)
      notes += 1
      if (sessions.some(({ userAgent }) => userAgent !== '')) registry.keepsUserAgents = true
      if (registry.keepsUserAgents)
        for (const own of byKey.values()) if (own.session.loginTag === undefined) markLost(own)
      // One list may be the answer to many requests, and show thousands of sessions.
      const isNoted = noted.has(sessions)
      noted.add(sessions)
      for (const shown of sessions) {
        if (!isNoted) noteKey(shown)
        const own = byKey.get(shown.key)
        if (own !== undefined) noteOwn(own, shown, noteCountAtRequest)
        else if (recorded.length > 0) noteRecorded(shown, sessions)
      }
    },
    isOwn: (id) => ownRecord(id) !== undefined || (invented.has(id) && !isForeign(id)),
    statusOf(id) {
      if (byKey.has(id)) return ownRecord(id) === undefined ? 'lost' : 'own'
      const known = invented.get(id)
      if (known === undefined) return adopted.has(id) ? 'own' : 'foreign'
      return [...known.listedLike].some(isForeign) ? 'lost' : 'own'
    },
    noteEnded(idsOrToken) {
      const records = typeof idsOrToken === 'string' ? [byToken.get(idsOrToken)] : idsOrToken.map((id) => byKey.get(id))
      for (const record of records) if (record !== undefined) noteEnd(record)
    },
    isDisruptive: (id) => invented.get(id)?.isDisruptive ?? false,
    tokenStatusOf(token) {
      const record = byToken.get(token)
      if (record === undefined) return 'foreign'
      return record.isLost ? 'lost' : 'own'
    },
    isTaken: (id) =>
      byKey.has(id) ||
      firstListed.has(id) ||
      foreignNames.has(looseForm(id)) ||
      [...listedLike(looseForm(id))].some(isForeign),
    countForeign: (sessions) => sessions.filter(({ key }) => ownRecord(key) === undefined).length,
  }
  return registry
}

/** A copy whose members cannot be changed, except `state`. */
function frozenExceptState({ state, ...members }: TestSession): TestSession {
  const session = { ...members, state }
  for (const name of Object.keys(members))
    Object.defineProperty(session, name, { writable: false, configurable: false, enumerable: true })
  return Object.seal(session)
}
