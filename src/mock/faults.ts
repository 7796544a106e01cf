import type { components } from '../../generated/openapi.ts'

type Schemas = components['schemas']
type Reference = Schemas['ManagedObjectReference']

/** Every fault that the mock raises. */
export type MockFault = Schemas['TerminateSessionFault'] | Schemas['InvalidLogin'] | Schemas['InvalidLocale']

/** Thrown by the domain model; the app answers with its fault. */
export class VimFault extends Error {
  /** Tells the errors of the mock apart. */
  readonly code = 'vim-fault'
  /** What the app answers with. */
  readonly fault: MockFault

  constructor(fault: MockFault) {
    super(fault._typeName)
    this.name = 'VimFault'
    this.fault = fault
  }
}

export function reference(type: string, value: string): Reference {
  return { _typeName: 'ManagedObjectReference', type, value }
}

export const notFound = () =>
  new VimFault({ _typeName: 'NotFound', faultstring: 'The object or item referred to could not be found.' })

export const invalidLogin = () =>
  new VimFault({
    _typeName: 'InvalidLogin',
    faultstring: 'Cannot complete login due to an incorrect user name or password.',
  })

export const invalidArgument = (invalidProperty: string) =>
  new VimFault({
    _typeName: 'InvalidArgument',
    faultstring: `A specified parameter was not correct: ${invalidProperty}`,
    invalidProperty,
  })

export const invalidRequest = (faultstring: string) => new VimFault({ _typeName: 'InvalidRequest', faultstring })

export const methodNotFound = (receiver: Reference, method: string) =>
  new VimFault({ _typeName: 'MethodNotFound', faultstring: 'The method is not known.', receiver, method })

export const managedObjectNotFound = (obj: Reference) =>
  new VimFault({
    _typeName: 'ManagedObjectNotFound',
    faultstring: `The object 'vim.${obj.type}:${obj.value}' has already been deleted or has not been completely created`,
    obj,
  })

export const notAuthenticated = (object: Reference) =>
  new VimFault({
    _typeName: 'NotAuthenticated',
    faultstring: 'The session is not authenticated.',
    ...missing(object, 'System.View'),
  })

export const noPermission = (object: Reference, privilege: string) =>
  new VimFault({
    _typeName: 'NoPermission',
    faultstring: 'Permission to perform this operation was denied.',
    ...missing(object, privilege),
  })

/** `object` and `privilegeId` are deprecated since 7.0.3.2 and still sent beside `missingPrivileges`. */
function missing(object: Reference, privilegeId: string) {
  const entity = { _typeName: 'NoPermissionEntityPrivileges', entity: object, privilegeIds: [privilegeId] }
  return { object, privilegeId, missingPrivileges: [entity] }
}

type FaultNamed<Name extends MockFault['_typeName']> = Extract<MockFault, { _typeName: Name }>

/**
 * A fault by its name, to answer a request with: `vcenter.next('TerminateSession', fault('NotFound'))`.
 *
 * @param members what it has besides a text, where the fault needs more or a test wants other: `fault('SystemError', { reason: 'out of memory' })`.
 */
export function fault<Name extends MockFault['_typeName']>(
  name: Name,
  ...[members]: Record<never, never> extends Omit<FaultNamed<Name>, '_typeName'>
    ? [members?: Omit<FaultNamed<Name>, '_typeName'>]
    : [members: Omit<FaultNamed<Name>, '_typeName'>]
): VimFault {
  // The members are those of the fault that the name says, which the compiler cannot put together.
  return new VimFault({ _typeName: name, faultstring: `${name}.`, ...members } as MockFault)
}
