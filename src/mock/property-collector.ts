import { invalidArgument, managedObjectNotFound, reference, VimFault } from './faults.ts'
import type { Invocation, Member } from './members.ts'

/** A property that is asked for, of an object. */
interface Wanted {
  type: string
  value: string
  /** The names of its properties; undefined: all. */
  names: readonly string[] | undefined
}

/**
 * The members of the PropertyCollector, as far as clients use it to read the sessions (govc's `session.ls`): objects are named one by one, and nothing is traversed.
 *
 * @param objects the managed objects by type and moId; their properties are the members that are read by GET.
 */
export function propertyCollectorMembers(objects: Record<string, Record<string, Member>>): Record<string, Member> {
  const contents = (call: Invocation) => {
    call.vcenter.authorize(call.caller, 'System.View')
    return wantedOf(call.parameters().specSet).map((wanted) => contentOf(wanted, objects, call))
  }
  return {
    RetrievePropertiesEx: {
      verb: 'POST',
      run: (call) => ({ kind: 'value', value: { _typeName: 'RetrieveResult', objects: contents(call) } }),
    },
    RetrieveProperties: { verb: 'POST', run: (call) => ({ kind: 'value', value: contents(call) }) },
  }
}

/** @throws VimFault InvalidArgument where it is no list of PropertyFilterSpec. */
function wantedOf(specSet: unknown): Wanted[] {
  return listOf(specSet).flatMap((filter) => {
    const specs = listOf(member(filter, 'propSet'))
    return listOf(member(filter, 'objectSet')).map((objectSpec) => {
      const obj = member(objectSpec, 'obj')
      const [type, value] = [member(obj, 'type'), member(obj, 'value')]
      const spec = specs.find((one) => member(one, 'type') === type)
      if (typeof type !== 'string' || typeof value !== 'string' || spec === undefined) throw invalidArgument('specSet')
      const isAll = member(spec, 'all') === true
      return { type, value, names: isAll ? undefined : listOf(member(spec, 'pathSet')).map(String) }
    })
  })
}

function contentOf({ type, value, names }: Wanted, objects: Record<string, Record<string, Member>>, call: Invocation) {
  const obj = reference(type, value)
  const members = objects[`${type}/${value}`]
  if (members === undefined) throw managedObjectNotFound(obj)
  const properties = Object.entries(members).filter(([, { verb }]) => verb === 'GET')
  const chosen = names === undefined ? properties : properties.filter(([name]) => names.includes(name))
  if (names !== undefined && chosen.length !== names.length) throw invalidArgument('specSet')
  const read = chosen.map(([name, property]) => ({ name, ...readProperty(property, call) }))
  return {
    _typeName: 'ObjectContent',
    obj,
    // An absent value is left out.
    propSet: read.flatMap(({ name, value: found }) =>
      found == null ? [] : [{ _typeName: 'DynamicProperty', name, val: boxed(found) }],
    ),
    missingSet: read.flatMap(({ name, fault }) =>
      fault === undefined
        ? []
        : [{ _typeName: 'MissingProperty', path: name, fault: { _typeName: 'LocalizedMethodFault', fault } }],
    ),
  }
}

/** The value of a property, or the fault that stands in its place: one that may not be read hides no other. */
function readProperty(property: Member, call: Invocation): { value?: unknown; fault?: VimFault['fault'] } {
  try {
    const result = property.run(call)
    return result.kind === 'value' ? { value: result.value } : {}
  } catch (error) {
    if (error instanceof VimFault) return { fault: error.fault }
    throw error
  }
}

/** A list stands in `Any` as an object with a type of its own. */
function boxed(value: unknown): unknown {
  return Array.isArray(value)
    ? { _typeName: `ArrayOf${member(value[0], '_typeName') ?? 'UserSession'}`, _value: value }
    : value
}

function listOf(value: unknown): unknown[] {
  if (!Array.isArray(value)) throw invalidArgument('specSet')
  return value
}

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined
}
