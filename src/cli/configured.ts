import type { Environment } from './tls-settings.ts'

/** The file that is read where it stands in the current folder. */
export const usualFile = 'vijson.config.yaml'

/** What a configuration file says, by the names of the options. */
export type Config = Record<string, string | number | boolean | string[]>

/** The variables that say the same as a member of the file, and those that come before it as well. */
const variables: Readonly<Record<string, readonly [ours: string, ...theirs: string[]]>> = {
  target: ['VIJSON_TARGET', 'GOVC_URL'],
  username: ['VIJSON_USERNAME', 'GOVC_USERNAME', 'VIJSON_SESSION'],
  passwordCommand: ['VIJSON_PASSWORD_COMMAND', 'VIJSON_PASSWORD', 'GOVC_PASSWORD', 'VIJSON_SESSION'],
  limitedUsername: ['VIJSON_LIMITED_USERNAME'],
  limitedPasswordCommand: ['VIJSON_LIMITED_PASSWORD_COMMAND', 'VIJSON_LIMITED_PASSWORD'],
  insecure: ['VIJSON_INSECURE', ...['VIJSON_CA', 'VIJSON_THUMBPRINT', 'GOVC_INSECURE', 'GOVC_TLS_CA_CERTS']],
  ca: ['VIJSON_CA', ...['VIJSON_INSECURE', 'VIJSON_THUMBPRINT', 'GOVC_INSECURE', 'GOVC_TLS_CA_CERTS']],
  thumbprint: ['VIJSON_THUMBPRINT', ...['VIJSON_INSECURE', 'VIJSON_CA', 'GOVC_INSECURE', 'GOVC_TLS_CA_CERTS']],
  clientCert: ['VIJSON_CLIENT_CERT', 'GOVC_CERTIFICATE'],
}

/** The environment with what the file says, where no variable says anything of it. */
export function withConfigured(config: Config, environment: Environment): Environment {
  const isSet = (name: string) => environment[name] !== undefined && environment[name] !== ''
  const added = Object.entries(variables).flatMap(([name, [ours, ...theirs]]): [string, string][] => {
    const value = config[name]
    return value === undefined || [ours, ...theirs].some(isSet) ? [] : [[ours, String(value)]]
  })
  return { ...environment, ...Object.fromEntries(added) }
}

/** What the file says of other options than those that variables name, too, and that are not given on the command line. */
export function configuredOptions(config: Config, isGiven: (name: string) => boolean): Config {
  const isProxied = ['HTTPS_PROXY', 'https_proxy', 'ALL_PROXY', 'all_proxy'].some((name) => Boolean(process.env[name]))
  return Object.fromEntries(
    Object.entries(config).filter(
      ([name]) => !Object.hasOwn(variables, name) && !isGiven(name) && !(name === 'proxy' && isProxied),
    ),
  )
}
