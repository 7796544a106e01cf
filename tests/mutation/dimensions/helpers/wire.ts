import { type Mutant, onWire } from '../../mutant.ts'
import { killer, post } from './common.ts'

/** The list of a body that is as the page says, or undefined. */
export function idsOf(body: string): string[] | undefined {
  const value = json(body)
  if (typeof value !== 'object' || value === null || !('sessionId' in value)) return undefined
  const ids = value.sessionId
  return Array.isArray(ids) && ids.every((id) => typeof id === 'string') ? ids : undefined
}

/** The value of a text, or undefined where it is not JSON. */
export function json(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** The members of a text that is a JSON object, or none. */
export function membersOf(text: string): Record<string, unknown> {
  const value = json(text)
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {}
}

/** A defect that obeys a request which it has to refuse: `read` gives its ids, or undefined where it refuses it, too. */
export function obeying(defect: string, read: (body: string, request: Request) => unknown): Mutant {
  return onWire(defect, killer, async (request, next) => {
    const body = request.method === 'GET' || request.method === 'HEAD' ? '' : await request.clone().text()
    if (request.method === 'POST' && idsOf(body) !== undefined) return next(request)
    const read_ = read(body, request)
    const ids = Array.isArray(read_) ? read_.filter((id) => typeof id === 'string') : undefined
    return ids === undefined ? next(request) : next(post(request, JSON.stringify({ sessionId: ids })))
  })
}

/** A defect that reads another body than the one it was given; undefined for the one given. */
export function misreading(defect: string, change: (body: string, request: Request) => string | undefined): Mutant {
  return onWire(defect, killer, async (request, next) => {
    const changed = change(await request.clone().text(), request)
    return next(changed === undefined ? request : post(request, changed))
  })
}

/** A defect that refuses a lawful request. */
export function refusing(defect: string, isRefused: (body: string, request: Request) => boolean): Mutant {
  return onWire(defect, killer, async (request, next) => {
    const body = await request.clone().text()
    if (idsOf(body) === undefined || !isRefused(body, request)) return next(request)
    return Response.json({ _typeName: 'InvalidRequest', faultstring: 'the request is not understood' }, { status: 500 })
  })
}
