import { isAccepted } from '../../../src/mock/releases.ts'
import type { Mutant } from '../mutant.ts'
import { everywhere, post } from './helpers/common.ts'

const path = /^\/sdk\/vim25\/([^/]+)\/SessionManager\/SessionManager\/TerminateSession$/

/** A defect that serves TerminateSession for a request that names something else: `is` tells which. */
const serving = (defect: string, is: (path: string, request: Request, url: URL) => boolean): Mutant =>
  everywhere(defect, () => async (request, next) => {
    const url = new URL(request.url)
    const asked = url.pathname.match(path)?.[1]
    if (request.method === 'POST' && asked !== undefined && isAccepted(asked, '8.0.3.0')) return next(request)
    if (!is(url.pathname, request, url)) return next(request)
    const ids = url.searchParams.getAll('sessionId')
    const hasBody = request.body !== null
    const body = hasBody ? await request.clone().text() : JSON.stringify({ sessionId: ids })
    const there = `${url.origin}/sdk/vim25/8.0.3.0/SessionManager/SessionManager/TerminateSession`
    const response = await next(post(request, body, request.headers, there))
    return request.method === 'HEAD' && response.status !== 204 ? new Response(null, response) : response
  })

/** A defect of the verb. */
const verb = (method: string) =>
  serving(`ends the sessions by ${method}, too`, (where, request) => request.method === method && path.test(where))

/** A defect of the verb that is not seen in the answer: it refuses, and ends the sessions. */
const secretly = (method: string): Mutant =>
  everywhere(`refuses ${method} and ends the sessions all the same`, () => async (request, next) => {
    if (request.method !== method || !path.test(new URL(request.url).pathname)) return next(request)
    const body = request.body === null ? '' : await request.clone().text()
    await next(post(request, body))
    return next(request)
  })

/** A defect of the address: the pattern of the other addresses that it serves. */
const also = (defect: string, other: RegExp) =>
  serving(defect, (where, request) => request.method === 'POST' && other.test(where))

const start = '^/sdk/vim25/[\\d.]+'

export const paths: Mutant[] = [
  ...['PUT', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS', 'GET', 'QUERY'].map(verb),
  ...['PUT', 'DELETE', 'PATCH'].map(secretly),
  serving(
    'obeys X-HTTP-Method-Override',
    (where, request) => path.test(where) && request.headers.get('x-http-method-override') === 'POST',
  ),
  also('takes the type sessionManager', new RegExp(`${start}/sessionManager/SessionManager/TerminateSession$`)),
  also('takes the type in small letters', new RegExp(`${start}/sessionmanager/SessionManager/TerminateSession$`)),
  also('takes the type in capitals', new RegExp(`${start}/SESSIONMANAGER/SessionManager/TerminateSession$`)),
  also('takes any type', new RegExp(`${start}/[^/]+/SessionManager/TerminateSession$`)),
  also('takes the type ManagedEntity', new RegExp(`${start}/ManagedEntity/SessionManager/TerminateSession$`)),
  also(
    'takes the type vim.SessionManager',
    new RegExp(`${start}/vim\\.SessionManager/SessionManager/TerminateSession$`),
  ),
  also('takes the moId in small letters', new RegExp(`${start}/SessionManager/sessionmanager/TerminateSession$`)),
  also(
    'takes the moId in small and large letters',
    new RegExp(`${start}/SessionManager/sessionManager/TerminateSession$`),
  ),
  also('takes any moId', new RegExp(`${start}/SessionManager/[^/]+/TerminateSession$`)),
  also(
    'takes a moId that begins with its own',
    new RegExp(`${start}/SessionManager/SessionManager[^/]+/TerminateSession$`),
  ),
  also(
    'takes a moId with a blank behind it',
    new RegExp(`${start}/SessionManager/SessionManager%20/TerminateSession$`),
  ),
  also(
    'takes the moId that a host has, ha-sessionmgr',
    new RegExp(`${start}/SessionManager/ha-sessionmgr/TerminateSession$`),
  ),
  also(
    'takes a moId with its type, SessionManager:SessionManager',
    new RegExp(`${start}/SessionManager/SessionManager(:|%3A)SessionManager/TerminateSession$`),
  ),
  also('does not need a moId', new RegExp(`${start}/SessionManager/TerminateSession$`)),
  also('takes the method in small letters', new RegExp(`${start}/SessionManager/SessionManager/terminatesession$`)),
  also('takes the method terminateSession', new RegExp(`${start}/SessionManager/SessionManager/terminateSession$`)),
  also('takes the method TERMINATESESSION', new RegExp(`${start}/SessionManager/SessionManager/TERMINATESESSION$`)),
  also('takes the method TerminateSessions', new RegExp(`${start}/SessionManager/SessionManager/TerminateSessions$`)),
  also('takes the method Terminate', new RegExp(`${start}/SessionManager/SessionManager/Terminate$`)),
  also(
    'takes the method TerminateSession_Task',
    new RegExp(`${start}/SessionManager/SessionManager/TerminateSession_Task$`),
  ),
  also(
    'takes any method that begins with TerminateSession',
    new RegExp(`${start}/SessionManager/SessionManager/TerminateSession[^/]+$`),
  ),
  also(
    'takes the method with a blank behind it',
    new RegExp(`${start}/SessionManager/SessionManager/TerminateSession%20$`),
  ),
  also(
    'takes the method with a dot behind it',
    new RegExp(`${start}/SessionManager/SessionManager/TerminateSession\\.$`),
  ),
  also(
    'takes the method with .json behind it',
    new RegExp(`${start}/SessionManager/SessionManager/TerminateSession\\.json$`),
  ),
  also(
    'takes the method with a parameter behind it',
    new RegExp(`${start}/SessionManager/SessionManager/TerminateSession;.*$`),
  ),
  also(
    'takes the method with a slash behind it',
    new RegExp(`${start}/SessionManager/SessionManager/TerminateSession/$`),
  ),
  also(
    'takes the method with more of a path behind it',
    new RegExp(`${start}/SessionManager/SessionManager/TerminateSession/.+$`),
  ),
  also('takes two slashes in the path', new RegExp(`${start}//+SessionManager/+SessionManager/+TerminateSession$`)),
  also('takes two slashes before the method', new RegExp(`${start}/SessionManager/SessionManager//TerminateSession$`)),
  also(
    'has TerminateSession at the ServiceInstance, too',
    new RegExp(`${start}/ServiceInstance/ServiceInstance/TerminateSession$`),
  ),
  also('takes any release', /^\/sdk\/vim25\/[^/]+\/SessionManager\/SessionManager\/TerminateSession$/),
  also(
    'takes a release beyond its own',
    /^\/sdk\/vim25\/9\.\d+\.\d+\.\d+\/SessionManager\/SessionManager\/TerminateSession$/,
  ),
  also(
    'takes a release of three numbers',
    /^\/sdk\/vim25\/\d+\.\d+\.\d+\/SessionManager\/SessionManager\/TerminateSession$/,
  ),
  also(
    'takes the release "release"',
    /^\/sdk\/vim25\/(\{|%7B)?release(\}|%7D)?\/SessionManager\/SessionManager\/TerminateSession$/,
  ),
  also('does not need a release', /^\/sdk\/vim25\/SessionManager\/SessionManager\/TerminateSession$/),
  also(
    'takes /SDK/VIM25 in other case',
    /^\/(?!sdk\/vim25)sdk\/vim25\/[\d.]+\/SessionManager\/SessionManager\/TerminateSession$/i,
  ),
]
