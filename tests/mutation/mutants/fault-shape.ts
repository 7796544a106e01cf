import { faulting, type Mutant } from '../mutant.ts'

const nameless = ({ _typeName: _, ...fault }: Record<string, unknown>) => fault
const renamed = (rename: (name: string) => string) => (fault: Record<string, unknown>) => ({
  ...fault,
  _typeName: rename(String(fault._typeName)),
})

export const faultShape: Mutant[] = [
  faulting('sends a fault without _typeName', 'terminate.not-found.fault', nameless),
  faulting(
    'names every fault after its base class',
    'terminate.not-found.fault',
    renamed(() => 'MethodFault'),
  ),
  faulting(
    'writes the names of faults in lower case',
    'terminate.not-found.fault',
    renamed((name) => name.toLowerCase()),
  ),
  faulting(
    'writes the package before the names of faults',
    'terminate.not-found.fault',
    renamed((name) => `vim.fault.${name}`),
  ),
  faulting(
    'answers an unknown id with InvalidArgument',
    'terminate.not-found.fault',
    renamed((name) => (name === 'NotFound' ? 'InvalidArgument' : name)),
  ),
  faulting('answers the own id with SystemError', 'terminate.current-session.fault', (fault) =>
    fault._typeName === 'InvalidArgument' ? { ...fault, _typeName: 'SystemError', reason: 'none' } : fault,
  ),
  faulting('sends faultMessage as a string', 'terminate.fault.schema', (fault) => ({ ...fault, faultMessage: 'text' })),
  faulting('sends a faultMessage without a key', 'terminate.fault.schema', (fault) => ({
    ...fault,
    faultMessage: [{ _typeName: 'LocalizableMessage', message: 'text' }],
  })),
  faulting('sends a faultMessage without _typeName', 'terminate.fault.schema', (fault) => ({
    ...fault,
    faultMessage: [{ key: 'a.key', message: 'text' }],
  })),
  faulting('sends faultCause as a string', 'terminate.fault.schema', (fault) => ({ ...fault, faultCause: 'text' })),
  faulting('sends a faultCause without _typeName', 'terminate.fault.schema', (fault) => ({ ...fault, faultCause: {} })),
  faulting('sends invalidProperty as a number', 'terminate.fault.schema', (fault) =>
    fault._typeName === 'InvalidArgument' ? { ...fault, invalidProperty: 1 } : fault,
  ),
]
