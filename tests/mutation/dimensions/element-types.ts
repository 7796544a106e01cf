import { type Mutant, onWire } from '../mutant.ts'
import { killer, post, tokenHeader } from './helpers/common.ts'
import { membersOf, obeying } from './helpers/wire.ts'

const list = (body: string): unknown[] | undefined => {
  const ids = membersOf(body).sessionId
  return Array.isArray(ids) ? ids : undefined
}
const member = (value: unknown, name: string) =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined

/** A defect of one element: where the list has elements of other types, each is read as `read` says; undefined drops it. */
const reading = (defect: string, is: (value: unknown) => boolean, read: (value: unknown) => unknown): Mutant =>
  obeying(defect, (body) => {
    const elements = list(body)
    if (!elements?.every((value) => typeof value === 'string' || is(value))) return undefined
    return elements.flatMap((value) => (typeof value === 'string' ? value : (read(value) ?? [])))
  })
const isObject = (value: unknown) => typeof value === 'object' && value !== null && !Array.isArray(value)

/** A defect of a number or a boolean in the list: the session at that place is ended. */
const placed = (defect: string, is: (value: unknown) => boolean): Mutant =>
  onWire(defect, killer, async (request, next, vcenter) => {
    const elements = list(await request.clone().text())
    const own = request.headers.get(tokenHeader)
    const isAllowed =
      [...vcenter.sessions.values()].find(({ token }) => token === own)?.principal.privileges.length === 3
    if (!isAllowed || !elements?.some(is) || !elements.every((value) => typeof value === 'string' || is(value)))
      return next(request)
    const others = [...vcenter.sessions.values()].filter(({ token }) => token !== own)
    const ids = elements.flatMap((value) => (typeof value === 'string' ? value : (others[Number(value)]?.key ?? [])))
    return next(post(request, JSON.stringify({ sessionId: ids })))
  })

export const elementTypes: Mutant[] = [
  reading(
    'drops null from the list',
    (value) => value === null,
    () => undefined,
  ),
  reading(
    'drops numbers from the list',
    (value) => typeof value === 'number',
    () => undefined,
  ),
  reading(
    'drops booleans from the list',
    (value) => typeof value === 'boolean',
    () => undefined,
  ),
  reading('drops objects from the list', isObject, () => undefined),
  reading('drops lists from the list', Array.isArray, () => undefined),
  reading('makes nested lists flat', Array.isArray, (value) => [value].flat(9)),
  reading('takes the first of a nested list', Array.isArray, (value) => (Array.isArray(value) ? value[0] : undefined)),
  reading('takes an object with a key for an id', isObject, (value) => member(value, 'key')),
  reading('takes an object with a sessionId for an id', isObject, (value) => member(value, 'sessionId')),
  reading('takes an object with an id for an id', isObject, (value) => member(value, 'id')),
  reading('takes an object with a _value for an id', isObject, (value) => member(value, '_value')),
  reading('takes an object with a value for an id', isObject, (value) => member(value, 'value')),
  reading('takes the only member of an object for an id', isObject, (value) => Object.values(value as object)[0]),
  obeying('takes an empty object at the end of a list for nothing', (body) => {
    const elements = list(body)
    return elements !== undefined && JSON.stringify(elements.at(-1)) === '{}' ? elements.slice(0, -1) : undefined
  }),
  obeying('ends the list at its first null', (body) => {
    const elements = list(body)
    return elements?.includes(null) ? elements.slice(0, elements.indexOf(null)) : undefined
  }),
  placed('takes a number in the list for a place among the other sessions', (value) => typeof value === 'number'),
  placed('takes a boolean in the list for a place among the other sessions', (value) => typeof value === 'boolean'),
]
