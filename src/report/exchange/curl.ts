import type { Exchange } from '../../conformance/index.ts'

const tokenHeader = 'vmware-api-session-id'
/** Sent as it is, it would be a failed login, which counts for the lock of the account. */
const maskedPassword = /("password":\s*")redacted-[\w-]+/

/**
 * An exchange as a command of a POSIX shell, to send the same request by hand: `$TOKEN` stands for the caller's token, `$PASSWORD` for the password of a login, and `$VICTIM`,
 * `$VICTIM2`… for the keys in its list.
 *
 * @param url the address of the target.
 * @param isSession whether a text is the key of one of the run's sessions, or the pseudonym of a token.
 */
export function curlOf(
  { method, path, query, headers, body }: Exchange,
  url: string,
  isSession: (text: string) => boolean,
): string {
  const victims: string[] = []
  const variableOf = (key: string) => {
    if (!victims.includes(key)) victims.push(key)
    const number = victims.indexOf(key) + 1
    return `"$VICTIM${number === 1 ? '' : number}"`
  }
  /** One word of the shell, in single quotes, which end and begin again around each variable. */
  const quoted = (text: string) => {
    const literal = text.replaceAll("'", "'\\''")
    return `'${literal.replaceAll(/[\w-]{8,}/g, (word) => (isSession(word) ? `'${variableOf(word)}'` : word)).replace(maskedPassword, `$1'"$PASSWORD"'`)}'`
  }
  const sent = headers.filter(([name]) => !['user-agent', 'host', 'content-length'].includes(name))
  const parts = [
    'curl --include',
    ...(method === 'GET' ? [] : [`--request ${method}`]),
    ...sent.map(([name, value]) =>
      name === tokenHeader && isSession(value)
        ? `--header "${tokenHeader}: $TOKEN"`
        : `--header ${quoted(`${name}: ${value}`)}`,
    ),
    ...(body === undefined ? [] : [`--data-raw ${quoted(body)}`]),
    quoted(`${url}${path}${query}`),
  ]
  return parts.join(' \\\n  ')
}
