import { jsonOf } from '../../client/json.ts'
import { type Send, textOf, type WholeAnswer } from '../../client/message.ts'
import { fine, type Line, wrong } from './line.ts'

/** The API of a target, where it is one. */
export interface FoundApi {
  line: Line
  /** Whether it speaks VI JSON. */
  isFound: boolean
}

/** A release that every server with VI JSON accepts. */
const oldestRelease = '8.0.1.0'

/** Asks a target what it is, without any credentials. @param send throws where no complete answer comes. */
export async function recognize(url: URL, send: Send): Promise<FoundApi> {
  const ask = (path: string, body?: string, contentType = 'application/json') =>
    send({
      method: body === undefined ? 'GET' : 'POST',
      url: `${url.origin}${path}`,
      headers: new Headers(body === undefined ? {} : { 'content-type': contentType }),
      body,
    })
  const answer = await ask(`/sdk/vim25/${oldestRelease}/ServiceInstance/ServiceInstance/content`)
  const about = aboutIn(answer)
  if (about !== undefined) return { line: fine('api', about), isFound: true }
  const other = otherThing(answer)
  if (other !== undefined) return { line: other, isFound: false }
  const soap = await ask('/sdk', retrieveContent, 'text/xml; charset=utf-8')
  return { line: otherThing(soap) ?? soapThing(textOf(soap), answer.status), isFound: false }
}

/** What a ServiceContent says of its server; undefined where the answer is none. */
function aboutIn(answer: WholeAnswer): string | undefined {
  const value = answer.status === 200 ? jsonOf(textOf(answer)) : undefined
  const about = memberOf(value, 'about')
  const manager = memberOf(memberOf(value, 'sessionManager'), 'value')
  if (typeof about !== 'object' || typeof manager !== 'string') return undefined
  const [name, build, version] = ['fullName', 'build', 'apiVersion'].map((member) => memberOf(about, member))
  return `VI JSON of ${name}, build ${build}, API ${version}, SessionManager ${manager}`
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined
}

/** An answer that comes from something before the API, or in its place. */
function otherThing(answer: WholeAnswer): Line | undefined {
  const { status, headers } = answer
  const text = textOf(answer).slice(0, 100_000)
  const isPage = /text\/html/i.test(headers.get('content-type') ?? '') || /^\s*<(!doctype html|html)/i.test(text)
  if (status >= 300 && status < 400) {
    const location = headers.get('location') ?? ''
    const host = URL.canParse(location) ? new URL(location).host : 'another path'
    return /sso|saml|oauth|login/i.test(location)
      ? wrong(
          'api',
          `it redirects to single sign-on (${host})`,
          'name the vCenter itself, past the gateway that asks for a login',
        )
      : wrong('api', `it redirects to ${host}`, 'name the server that it redirects to, if that is the vCenter')
  }
  if (status === 503 || status === 502 || status === 504)
    return wrong(
      'api',
      `the server, or a gateway before it, is not ready (${status})${saying(text)}`,
      'wait until its services have started, and look at them in its management interface',
    )
  if (status === 429) return wrong('api', `too many requests (429)${saying(text)}`, 'wait, and look who else uses it')
  if (status === 401 || status === 403)
    return wrong(
      'api',
      `it asks for credentials before it says what it is (${status})`,
      'name the vCenter itself, past the gateway that asks for a login',
    )
  if (isPage)
    return /saml|websso|single sign-on|sign in|log ?in/i.test(text)
      ? wrong('api', `it answers with a login page (${status})`, 'name the vCenter itself, past single sign-on')
      : wrong(
          'api',
          `it answers with an HTML page (${status})`,
          'check the port: this is another web server, or a proxy',
        )
  return undefined
}

/** The server's own words in a page or a plain text, in a line. */
function saying(text: string): string {
  const words = text
    .replaceAll(/<(script|style)[\s\S]*?<\/\1>|<[^>]*>/gi, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .slice(0, 120)
  return words === '' ? '' : `: "${words}"`
}

/** RetrieveServiceContent, which every vSphere answers without a session. */
const retrieveContent =
  '<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"><soapenv:Body><RetrieveServiceContent xmlns="urn:vim25"><_this type="ServiceInstance">ServiceInstance</_this></RetrieveServiceContent></soapenv:Body></soapenv:Envelope>'

/** What SOAP says of a server without VI JSON. */
function soapThing(text: string, status: number): Line {
  const element = (name: string) => new RegExp(`<${name}>([^<]{1,200})</${name}>`).exec(text)?.[1]
  const [name, type] = [element('fullName'), element('apiType')]
  if (name === undefined)
    return wrong(
      'api',
      `it is no vSphere: the API answers ${status}, and SOAP says nothing`,
      'check the address and the port of the vCenter',
    )
  return type === 'HostAgent'
    ? wrong('api', `it is an ESXi host (${name}), and only a vCenter has VI JSON`, 'name the vCenter that manages it')
    : wrong('api', `it is ${name}, without VI JSON`, 'VI JSON needs vCenter 8.0 Update 1 or later')
}
