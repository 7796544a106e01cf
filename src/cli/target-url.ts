import { isQuoted } from './quoted.ts'
import { UsageError } from './usage.ts'

/** The paths that a target may have: none, or that of the SOAP endpoint, which govc writes. */
const paths = ['', '/', '/sdk', '/sdk/']

const everyTarget = 'mock, msw, a recorded run (a file that ends with .har), or an http or https URL'

/**
 * Reads the address of a target as govc does: without a scheme, it is https. Whatever another reader could take for another host is refused, because the password would go there; and
 * nothing of it is repeated, because it may contain one.
 *
 * @param source the option or variable that it comes from, for messages.
 * @param choices what may stand there, for messages.
 * @throws UsageError.
 */
export function targetUrl(text: string, source: string, choices = everyTarget): URL {
  const refuse = (why: string): never => {
    throw new UsageError(`${source} ${why}`)
  }
  if (text.trim() === '') return refuse(`is empty; it must be ${choices}`)
  if (isQuoted(text)) return refuse('stands in quotation marks; give it without them')
  // Both names would be hosts to whoever reads an address.
  if (/^(mock|msw)$/i.test(text))
    return refuse('must be mock or msw, in small letters; for a host of this name, write https:// before it')
  if (/^[./~]|\.json$/i.test(text)) return refuse(`must be ${choices}`)
  const elsewhere = `give user name and password in ${source === 'GOVC_URL' ? 'GOVC_USERNAME and GOVC_PASSWORD' : 'VIJSON_USERNAME and VIJSON_PASSWORD'}`
  if (/[\s\p{Cc}\p{Cf}]/u.test(text)) return refuse('must be one address, without white space')
  if (text.includes('\\'))
    return refuse(`must not contain a backslash: a part of a user name would be read as the host; ${elsewhere}`)
  if (/^[a-z]+:\/(?!\/)/i.test(text)) return refuse('must have two slashes behind its scheme, as in https://HOST')
  const [, scheme = 'https', rest = ''] = /^(?:([a-z][a-z0-9+.-]*):\/\/)?(.*)$/is.exec(text) ?? []
  if (!/^https?$/i.test(scheme)) return refuse(`must be ${choices}`)
  const [, authority = '', after = ''] = /^([^/?#]*)(.*)$/s.exec(rest) ?? []
  if (after.includes('@'))
    return refuse(
      `has a "/", "?" or "#" before an "@": a part of a password would be read as the host; ${elsewhere}, or percent-encode them (%2F, %3F, %23)`,
    )
  const [host = '', ...userInfo] = authority.split('@').reverse()
  if (userInfo.length > 1) return refuse(`has more than one "@"; ${elsewhere}, or percent-encode it (%40)`)
  if (/^(:|$)/.test(userInfo[0] ?? 'none'))
    return refuse(`has no user name before its "@"; ${elsewhere}, or leave out the "@"`)
  if (/^[^[\]]*:[^[\]]*:/.test(host))
    return refuse('has a bare IPv6 address, or more than one port: write an IPv6 address in brackets, as [fd00::1]')
  if (/[,;]/.test(host)) return refuse('must name one host; for several, give the command once for each')
  if (/\P{ASCII}/u.test(host)) return refuse('must name one host, in ASCII: an international name begins with xn--')
  const name = nameIn(host)
  if (name === undefined)
    return refuse('must name one host, by its ASCII name or its address, and at most one port from 1 to 65535')
  if (!paths.includes(after))
    return refuse('must have no path but /sdk, no query and no fragment: the paths of the API are added to it')
  const address = `${scheme}://${authority}${after}`
  const url = URL.canParse(address) ? new URL(address) : undefined
  // A number, or a name with other numbers than decimal ones, is read as an address.
  if (url === undefined || url.hostname.toLowerCase() !== canonical(name))
    return refuse('must name one host, by its ASCII name or its address, as it is usually written')
  return url
}

/** The host without its port; undefined where it is not one host. */
function nameIn(host: string): string | undefined {
  const found = /^((?!.*\.\.)[a-z0-9_](?:[a-z0-9._-]*[a-z0-9_])?\.?|\[[0-9a-f:.]+\])(?::(\d{1,5}))?$/i.exec(host)
  if (found === null) return undefined
  const port = found[2] === undefined ? 443 : Number(found[2])
  return port >= 1 && port <= 65_535 ? found[1] : undefined
}

/** How URL writes a name, or an IPv6 address, which it shortens. */
function canonical(name: string): string {
  return name.startsWith('[') && URL.canParse(`http://${name}`)
    ? new URL(`http://${name}`).hostname
    : name.toLowerCase()
}
