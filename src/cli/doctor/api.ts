import { jsonOf } from '../../client/json.ts'
import { type Send, textOf, type WholeAnswer } from '../../client/message.ts'
import { isRelease } from '../options.ts'
import { fine, type Line, wrong } from './line.ts'
import { saying } from './words.ts'

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
  const before = gatekeeper(url, answer)
  if (before !== undefined) return { line: before, isFound: false }
  // A server without VI JSON may answer with a page, as another web server does: only SOAP tells them apart.
  const soap = await ask('/sdk', retrieveContent, 'text/xml; charset=utf-8')
  const line = soapThing(textOf(soap)) ?? pageThing(answer) ?? gatekeeper(url, soap) ?? pageThing(soap)
  return { line: line ?? nothingKnown(answer), isFound: false }
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

/** An answer of something before the API that lets no request pass. */
function gatekeeper(url: URL, answer: WholeAnswer): Line | undefined {
  const { status, headers } = answer
  const text = textOf(answer)
  if (status >= 400 && status < 500 && wantsClientCertificate.test(text))
    return wrong(
      'api',
      `the server, or a gateway before it, wants a certificate of the client that it trusts (${status})${saying(text)}`,
      'give one with --client-cert, or use an address that does not ask for it',
    )
  if (status >= 300 && status < 400) return redirect(url, headers.get('location') ?? '')
  switch (status) {
    case 502:
    case 503:
    case 504:
      return wrong(
        'api',
        `the server, or a gateway before it, is not ready (${status})${saying(text)}`,
        'wait until its services have started, and look at them in its management interface',
      )
    case 429:
      return wrong('api', `too many requests (429)${saying(text)}`, 'wait, and look who else uses it')
    case 401:
      return wrong(
        'api',
        'it asks for credentials before it says what it is (401)',
        'name the vCenter itself, past the gateway that asks for a login',
      )
    case 403:
      return wrong(
        'api',
        `the server, or a firewall before it, refuses the request (403)${saying(text)}`,
        'have it let this machine ask for /sdk and /api, or name the vCenter itself',
      )
    default:
      return undefined
  }
}

/** As nginx ("No required SSL certificate was sent", "The SSL certificate error"), IIS (403.7, "client certificate") and others write it where the handshake lets any client pass. */
const wantsClientCertificate = /\b(ssl|tls|client) certificate\b/i

function redirect(url: URL, location: string): Line {
  const to = URL.canParse(location, url.href) ? new URL(location, url) : undefined
  if (to?.protocol === 'https:' && url.protocol === 'http:' && to.hostname === url.hostname)
    return wrong('api', 'it redirects from http to https', `write ${to.origin}`)
  const host = to === undefined || to.host === url.host ? 'another path' : to.host
  return /sso|saml|oauth|login/i.test(location)
    ? wrong(
        'api',
        `it redirects to single sign-on (${host})`,
        'name the vCenter itself, past the gateway that asks for a login',
      )
    : wrong(
        'api',
        `it redirects to ${host}`,
        host === 'another path'
          ? 'check the port: this is another web server, or a gateway'
          : 'name the server that it redirects to, if that is the vCenter',
      )
}

/** A page in place of an answer of an API. An error of the server is told as such: any server has them. */
function pageThing(answer: WholeAnswer): Line | undefined {
  const { status, headers } = answer
  const text = textOf(answer).slice(0, 100_000)
  const isPage = /text\/html/i.test(headers.get('content-type') ?? '') || /^\s*<(!doctype html|html)/i.test(text)
  if (!isPage || status >= 500) return undefined
  return /saml|websso|single sign-on|sign in|log ?in/i.test(text)
    ? wrong('api', `it answers with a login page (${status})`, 'name the vCenter itself, past single sign-on')
    : wrong('api', `it answers with an HTML page (${status})`, 'check the port: this is another web server, or a proxy')
}

function nothingKnown(answer: WholeAnswer): Line {
  const { status } = answer
  return status >= 500
    ? wrong(
        'api',
        `it answers with an error of the server (${status})${saying(textOf(answer))}`,
        'look again once its services have started, and look into its log',
      )
    : wrong(
        'api',
        `this is not a vCenter: neither the VI JSON API (status ${status}) nor the SOAP API answers as one does`,
        'check the address and the port of the vCenter',
      )
}

/** RetrieveServiceContent, which every vSphere answers without a session. */
const retrieveContent =
  '<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"><soapenv:Body><RetrieveServiceContent xmlns="urn:vim25"><_this type="ServiceInstance">ServiceInstance</_this></RetrieveServiceContent></soapenv:Body></soapenv:Envelope>'

/** What SOAP says of a server without VI JSON; undefined where it says nothing. */
function soapThing(text: string): Line | undefined {
  const element = (name: string) => new RegExp(`<${name}>([^<]{1,200})</${name}>`).exec(text)?.[1]
  const [name, type] = [element('fullName'), element('apiType')]
  if (name === undefined) return undefined
  return type === 'HostAgent'
    ? wrong('api', `it is an ESXi host (${name}), and only a vCenter has VI JSON`, 'name the vCenter that manages it')
    : wrong(
        'api',
        `it is ${name}, without VI JSON`,
        hasViJson(name) ? withheld : 'VI JSON needs vCenter 8.0 Update 1 or later',
      )
}

const withheld =
  'this version has VI JSON: look whether something between withholds it (/sdk/vim25), or a service of the vCenter is down'

/** Whether a product of this name and version has VI JSON: from vCenter 8.0 Update 1 on, which calls itself 8.0.1. */
function hasViJson(name: string): boolean {
  const [version] = /\b\d+\.\d+\.\d+\b/.exec(name) ?? []
  return version !== undefined && isRelease(`${version}.0`)
}
