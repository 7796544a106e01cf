import type { ErrorObject } from 'ajv/dist/2020.js'

/** The privileges that the mock knows; System.Anonymous is everybody's. */
export const privileges = ['System.View', 'Sessions.TerminateSession', 'Sessions.ValidateSession'] as const
/** The name of a privilege that the mock knows. */
export type Privilege = (typeof privileges)[number]

/** An account that can log in. */
export interface Principal {
  /** As it is logged in with: `name@domain`. */
  userName: string
  /** Compared as it is. */
  password: string
  /** What its sessions may do. */
  privileges: readonly Privilege[]
  /** A token of single sign-on by which LoginByToken knows it, as `Bearer TOKEN` or `SIGN token="TOKEN"`; without one, it knows none. */
  ssoToken?: string | undefined
}

/** The principals of a mock without any others. */
export const builtInPrincipals: readonly Principal[] = [
  { userName: 'administrator@vsphere.local', password: 'VMware1!', privileges },
  { userName: 'readonly@vsphere.local', password: 'VMware1!', privileges: ['System.View'] },
]

const schema = {
  type: 'array',
  minItems: 1,
  items: {
    type: 'object',
    required: ['userName', 'password', 'privileges'],
    additionalProperties: false,
    properties: {
      userName: { type: 'string', minLength: 1 },
      password: { type: 'string', minLength: 1 },
      privileges: { type: 'array', items: { enum: privileges } },
      ssoToken: { type: 'string', minLength: 1 },
    },
  },
}

/** Parses principals from YAML or JSON: a list of `userName`, `password`, `privileges`. @throws Error with one sentence. */
export async function parsePrincipals(text: string): Promise<Principal[]> {
  // Loaded here: they bring 200 modules, and most mocks have the built-in principals.
  const [{ parse }, { Ajv2020 }] = await Promise.all([import('yaml'), import('ajv/dist/2020.js')])
  // Without the excerpt in pretty errors, and without warnings: they may contain a password.
  const list: unknown = parse(text.replace(/^\ufeff/, ''), { prettyErrors: false, logLevel: 'error' })
  const ajv = new Ajv2020({ allErrors: true })
  if (ajv.validate<Principal[]>(schema, list)) return list
  throw new Error(`not a list of principals: ${[...new Set((ajv.errors ?? []).map(explain))].join('; ')}`)
}

/** What is wrong, in words that repeat nothing of the file: it may be a password. */
function explain({ instancePath, keyword, params }: ErrorObject): string {
  const [, index, member] = instancePath.split('/')
  if (index === undefined) return 'the file must list at least one, each with userName, password and privileges'
  const which = `principal ${Number(index) + 1}`
  switch (keyword) {
    case 'required':
      return `${which} lacks ${params.missingProperty}`
    case 'additionalProperties':
      return `${which} has an unknown member; it may have userName, password, privileges and ssoToken`
    case 'enum':
      return `each of the privileges of ${which} must be one of: ${privileges.join(', ')}`
    case 'minLength':
      return `the ${member} of ${which} must not be empty`
    default:
      return member === undefined
        ? `${which} must have lines NAME: VALUE`
        : `the ${member} of ${which} must be ${member === 'privileges' ? 'a list' : 'a text; write it in quotation marks'}`
  }
}
