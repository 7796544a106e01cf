import { answering, faulting, type Mutant } from '../mutant.ts'
import { killer, tokenHeader } from './helpers/common.ts'
import { listed } from './helpers/listed.ts'
import { membersOf } from './helpers/wire.ts'

/** A defect of the text of a fault. */
const texted = (
  defect: string,
  change: (text: string, ids: string[]) => string,
  headers?: Record<string, string>,
): Mutant =>
  listed(defect, async (response, ids) =>
    response.status === 500
      ? new Response(change(await response.text(), ids), {
          status: 500,
          headers: { 'content-type': 'application/json', ...headers },
        })
      : response,
  )

export const faultTexts: Mutant[] = [
  faulting('names its faults as NotFoundFault and InvalidArgumentFault', killer, (fault) => ({
    ...fault,
    _typeName: `${fault._typeName}Fault`,
  })),
  faulting('names its faults in small first letters', killer, (fault) => ({
    ...fault,
    _typeName: String(fault._typeName).replace(/^./, (sign) => sign.toLowerCase()),
  })),
  faulting('names its faults vim.fault.NotFound', killer, (fault) =>
    fault._typeName === 'NotFound' ? { ...fault, _typeName: 'vim.fault.NotFound' } : fault,
  ),
  faulting('names InvalidArgument vmodl.fault.InvalidArgument', killer, (fault) =>
    fault._typeName === 'InvalidArgument' ? { ...fault, _typeName: 'vmodl.fault.InvalidArgument' } : fault,
  ),
  faulting('calls the name of the fault typeName', killer, ({ _typeName, ...fault }) => ({
    typeName: _typeName,
    ...fault,
  })),
  faulting('puts its faults into a list', killer, (fault) => [fault]),
  faulting('puts its faults into a member error', killer, (error) => ({ error })),
  faulting('puts its faults into faultCause', killer, (fault) => ({ _typeName: 'MethodFault', faultCause: fault })),
  faulting('sends faultMessage as a string', killer, (fault) => ({ ...fault, faultMessage: 'not found' })),
  faulting('sends faultMessage as an object', killer, (fault) => ({
    ...fault,
    faultMessage: { _typeName: 'LocalizableMessage', key: 'a' },
  })),
  faulting('sends messages without a key in faultMessage', killer, (fault) => ({
    ...fault,
    faultMessage: [{ _typeName: 'LocalizableMessage', message: 'a' }],
  })),
  faulting('sends strings in faultMessage', killer, (fault) => ({ ...fault, faultMessage: ['not found'] })),
  faulting('sends arg as an object in faultMessage', killer, (fault) => ({
    ...fault,
    faultMessage: [{ _typeName: 'LocalizableMessage', key: 'a', arg: {} }],
  })),
  faulting('sends faultCause as a string', killer, (fault) => ({ ...fault, faultCause: 'unknown id' })),
  faulting('sends the token of the caller in its faults', killer, (fault, request) => ({
    ...fault,
    faultMessage: [
      { _typeName: 'LocalizableMessage', key: 'session', message: `session ${request.headers.get(tokenHeader)}` },
    ],
  })),
  texted('sends a fault without a name where the list has more than five ids', (text, ids) =>
    ids.length > 5 ? JSON.stringify({ ...membersOf(text), _typeName: undefined }) : text,
  ),
  texted('sends nothing of a fault where the list has more than ten ids', (text, ids) => (ids.length > 10 ? '' : text)),
  texted('cuts the text of a fault by one sign', (text) => text.slice(0, -1)),
  listed('writes its faults in ISO 8859-1', async (response) => {
    if (response.status !== 500) return response
    const fault = { ...membersOf(await response.text()), faultstring: 'Ungültige Sitzung' }
    return new Response(Buffer.from(JSON.stringify(fault), 'latin1'), {
      status: 500,
      headers: { 'content-type': 'application/json' },
    })
  }),
  texted('sends a fault as JSON in a string', (text) => JSON.stringify(text)),
  texted('sends a fault as plain text', (text) => text, { 'content-type': 'text/plain' }),
  texted('sends a fault as a page', () => '<html><body>Internal Server Error</body></html>', {
    'content-type': 'text/html',
  }),
  answering('sends the token back in its answer', killer, (response, request) => {
    const token = request.headers.get(tokenHeader)
    if (token !== null) response.headers.set('x-session', token)
    return response
  }),
]
