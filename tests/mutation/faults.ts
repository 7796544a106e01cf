import { VimFault } from '../../src/mock/index.ts'

export const notFound = () => new VimFault({ _typeName: 'NotFound', faultstring: 'not found' })
export const invalidArgument = () => new VimFault({ _typeName: 'InvalidArgument', faultstring: 'invalid argument' })
export const notAuthenticated = () => new VimFault({ _typeName: 'NotAuthenticated', faultstring: 'not authenticated' })
