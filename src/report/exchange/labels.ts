import type { Exchange } from '../../conformance/index.ts'
import { isBeginningPath } from '../../conformance/transport/beginning-methods.ts'
import { headerOf, tokenIn } from '../../conformance/transport/exchange.ts'

/** Names the sessions of a run by its logins, in place of their keys and the pseudonyms of their tokens. */
export interface Labels {
  /** Learns the session that an exchange begins, if any. To be told of all exchanges, in order. */
  learn(exchange: Exchange): void
  /** The caller of an exchange: `session 2`, `the controller`; undefined where its token is no session's, or missing. */
  callerOf(exchange: Exchange): string | undefined
  /** Whether a text is the key of a session, or stands for a token. */
  isSession(text: string): boolean
  /** A text with the label of each session in place of its key and its token: `‹session 2›`, `‹token of session 2›`. @param of the exchange in which it stands. */
  labelled(text: string, of: Exchange): string
}

/** What a login is made for, and its number: those of one case are told apart by it. */
interface Begun {
  scope: string
  label: string
  key: string
  token: string
}

export function createLabels(): Labels {
  const byToken = new Map<string, Begun>()
  const byKey = new Map<string, Begun>()

  /** As it is; with the next number of its case where it has the User-Agent of another session. */
  function numbered(begun: Begun | undefined): Begun | undefined {
    if (begun === undefined || begun.scope === '') return begun
    const ofCase = [...byKey.values()].filter(({ scope, key }) => scope === begun.scope && key !== begun.key)
    if (!ofCase.some(({ label }) => label === begun.label)) return begun
    return { ...begun, label: `session ${Math.max(...ofCase.map(({ label }) => Number(/\d+$/.exec(label)))) + 1}` }
  }

  /** Its label within its own case; with the name of its case in another one. */
  const nameIn = (begun: Begun, of: Exchange) =>
    begun.scope === '' || begun.scope === scopeOf(of) ? begun.label : `${begun.label} of ${begun.scope}`

  return {
    learn(exchange) {
      const begun = numbered(begunBy(exchange))
      if (begun === undefined) return
      byToken.set(begun.token, begun)
      byKey.set(begun.key, begun)
    },
    callerOf(exchange) {
      const begun = byToken.get(tokenIn(exchange.headers) ?? '')
      return begun && nameIn(begun, exchange)
    },
    isSession: (text) => byKey.has(text) || byToken.has(text),
    labelled(text, of) {
      // Keys and pseudonyms are words of hexadecimal digits and dashes; others are none of the run's sessions.
      return text.replaceAll(/[\w-]{8,}/g, (word) => {
        const [ofKey, ofToken] = [byKey.get(word), byToken.get(word)]
        if (ofKey !== undefined) return `‹${nameIn(ofKey, of)}›`
        return ofToken === undefined ? word : `‹token of ${nameIn(ofToken, of)}›`
      })
    },
  }
}

function scopeOf({ requirement = '', caseName }: Exchange): string {
  return [requirement, caseName].filter(Boolean).join('/')
}

/** The session that an exchange has begun, named by the User-Agent of its login: `(run 0f…; login 2 of terminate.success.clones)`. */
function begunBy({ path, headers, answer }: Exchange): Begun | undefined {
  if (!isBeginningPath(path) || answer.kind !== 'answered' || answer.body.kind !== 'kept') return undefined
  const key = keyIn(answer.body.text)
  const token = tokenIn(answer.headers)
  const [, number, name = ''] = /; login (\d+) of ([^)]*)\)$/.exec(headerOf(headers, 'user-agent') ?? '') ?? []
  if (key === undefined || token === undefined || number === undefined) return undefined
  const ofRun = ofWholeRun(name, number)
  return {
    scope: ofRun === undefined ? name : '',
    label: ofRun ?? `session ${number}`,
    key,
    token,
  }
}

/** The key of the session that an answer shows. */
function keyIn(body: string): string | undefined {
  try {
    const session: unknown = JSON.parse(body)
    const isSession = typeof session === 'object' && session !== null && 'key' in session
    return isSession && typeof session.key === 'string' ? session.key : undefined
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

/** The label of a session that the run as a whole uses; undefined for one of a check. */
function ofWholeRun(name: string, number: string): string | undefined {
  const [kind = '', user] = name.split(/\/(.*)/)
  const labels: Record<string, string> = {
    controller: 'the controller',
    bystander: 'a session of another user',
    'sign-on': 'the session of single sign-on',
    idle: `the idle session of ${user}`,
    parent: `the session of ${user} that is cloned`,
  }
  const label = Object.hasOwn(labels, kind) ? labels[kind] : undefined
  return label === undefined || number === '1' ? label : `${label} (login ${number})`
}
