import type { Environment } from './tls-settings.ts'

/** The file that is read where it stands in the current folder. */
export const usualFile = 'vijson.config.yaml'

/** What a configuration file says, by the names of the options. */
export type Config = Record<string, string | number | boolean | string[]>

/** The variables that say the same as a member of the file, and those that come before it as well. */
const variables: Readonly<Record<string, readonly [ours: string, ...theirs: string[]]>> = {
  target: ['VIJSON_TARGET', 'GOVC_URL'],
  username: ['VIJSON_USERNAME', 'GOVC_USERNAME', 'VIJSON_SESSION', 'VIJSON_SSO_TOKEN_FILE'],
  passwordCommand: [
    'VIJSON_PASSWORD_COMMAND',
    'VIJSON_PASSWORD',
    'GOVC_PASSWORD',
    'VIJSON_SESSION',
    'VIJSON_SSO_TOKEN_FILE',
  ],
  limitedUsername: ['VIJSON_LIMITED_USERNAME'],
  limitedPasswordCommand: ['VIJSON_LIMITED_PASSWORD_COMMAND', 'VIJSON_LIMITED_PASSWORD'],
  insecure: ['VIJSON_INSECURE', ...['VIJSON_CA', 'VIJSON_THUMBPRINT', 'GOVC_INSECURE', 'GOVC_TLS_CA_CERTS']],
  ca: ['VIJSON_CA', ...['VIJSON_INSECURE', 'VIJSON_THUMBPRINT', 'GOVC_INSECURE', 'GOVC_TLS_CA_CERTS']],
  thumbprint: ['VIJSON_THUMBPRINT', ...['VIJSON_INSECURE', 'VIJSON_CA', 'GOVC_INSECURE', 'GOVC_TLS_CA_CERTS']],
  clientCert: ['VIJSON_CLIENT_CERT', 'GOVC_CERTIFICATE'],
}

/** The environment with what the file says, where no variable says anything of it. */
export function withConfigured(config: Config, environment: Environment): Environment {
  const added = addedBy(config, environment).map(([name, variable]) => [variable, String(config[name])])
  return { ...environment, ...Object.fromEntries(added) }
}

/** The members that say what no variable says anything of, each with the variable that would. */
function addedBy(config: Config, environment: Environment): [name: string, variable: string][] {
  const isSet = (name: string) => environment[name] !== undefined && environment[name] !== ''
  return Object.entries(variables).flatMap(([name, [ours, ...theirs]]): [string, string][] =>
    config[name] === undefined || [ours, ...theirs].some(isSet) ? [] : [[name, ours]],
  )
}

/** The members of the file that hold, by the option or the variable that says the same: `--label`, `VIJSON_TARGET`. */
export function heldMembers(
  config: Config,
  environment: Environment,
  isGiven: (name: string) => boolean,
): Map<string, string> {
  const options = Object.keys(configuredOptions(config, isGiven)).map((name): [string, string] => [
    `--${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`,
    name,
  ])
  return new Map([
    ...options,
    ...addedBy(config, environment).map(([name, variable]): [string, string] => [variable, name]),
  ])
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
