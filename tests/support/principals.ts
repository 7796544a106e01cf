import { builtInPrincipals } from '../../src/mock/index.ts'

const [controller, limited] = builtInPrincipals
if (controller === undefined || limited === undefined) throw new Error('the mock has no principals')

/** The mock's own two, in the parts that the suite gives them. */
export const principals = { controller, limited }
