import { builtInPrincipals } from '../../src/mock/index.ts'

const [controller, limited] = builtInPrincipals
if (controller === undefined || limited === undefined) throw new Error('the mock has no principals')

/** The built-in principals of the mock, in their roles in a run. */
export const principals = { controller, limited }
