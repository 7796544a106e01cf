import { changedFault } from '../support/changed-fault.ts'
import { answering, type Control, isFault, mapObjects, rewriting, withStatus } from './control.ts'

/** An oddity of 9.1: another answer to an invalid token. */
const since91 = (oddity: string, answer: (response: Response) => Response): Control =>
  answering(oddity, async (response) => ((await isFault(response, 'NotAuthenticated')) ? answer(response) : response), {
    release: '9.1.0.0',
  })

const rewritingFaults = (oddity: string, change: (fault: Record<string, unknown>) => unknown): Control =>
  answering(oddity, (response) => changedFault(response, change))

/** Oddities of faults. */
export const faults: Control[] = [
  rewritingFaults('its faults have only their name', ({ _typeName, obj, receiver, method }) => ({
    _typeName,
    obj,
    receiver,
    method,
  })),
  rewritingFaults(
    'its faults have only their name and faultstring',
    ({ _typeName, faultstring, obj, receiver, method }) => ({
      _typeName,
      faultstring,
      obj,
      receiver,
      method,
    }),
  ),
  rewritingFaults('its faults have messages with arguments, and a cause that has a cause', (fault) => ({
    ...fault,
    faultMessage: [
      {
        _typeName: 'LocalizableMessage',
        key: 'msg.session',
        message: 'text',
        arg: [{ _typeName: 'KeyAnyValue', key: '1', value: { _typeName: 'string', _value: 'x' } }],
      },
    ],
    faultCause: {
      _typeName: 'HostConnectFault',
      faultCause: { _typeName: 'SystemError', reason: 'none', faultMessage: [] },
    },
  })),
  rewriting('every object has properties that no schema knows', (value) =>
    mapObjects(value, (object) => ({ ...object, unknownProperty: { nested: [1, null] } })),
  ),
  rewritingFaults('its InvalidArgument names no property', ({ invalidProperty: _, ...fault }) => fault),
  rewritingFaults('its NoPermission has no missingPrivileges', ({ missingPrivileges: _, ...fault }) => fault),
  rewritingFaults(
    'its NoPermission names no privilege',
    ({ missingPrivileges: _, privilegeId: __, ...fault }) => fault,
  ),
  rewritingFaults('its NoPermission names a privilege that is missing besides', (fault) =>
    fault.missingPrivileges === undefined ? fault : { ...fault, privilegeId: 'System.Read' },
  ),
  since91('it is of 9.1 and answers an invalid token with 401', (response) =>
    withStatus(response, 401, '', { 'www-authenticate': 'Bearer realm="vcenter"' }),
  ),
  since91('it is of 9.1 and answers an invalid token with 403', (response) => withStatus(response, 403, '')),
  since91('it is of 9.1 and answers an invalid token with SessionNotFound', () =>
    Response.json({ _typeName: 'SessionNotFound' }, { status: 500 }),
  ),
  since91('it is of 9.1 and answers an invalid token with AuthenticationRequired', () =>
    Response.json({ _typeName: 'AuthenticationRequired', authenticate: [] }, { status: 500 }),
  ),
]
