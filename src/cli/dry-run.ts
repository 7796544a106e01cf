import type { TlsOptions } from '../client/index.ts'
import { type Exchange, type RunOptions, runSuite, select, type Target } from '../conformance/index.ts'
import { createApp, createVCenter, type Principal, privileges } from '../mock/index.ts'
import { accountName } from './account-settings.ts'
import type { LiveSettings } from './settings.ts'

/**
 * The logins and calls of a run, counted in a run against the embedded mock: a conformant target without other sessions gets exactly these requests.
 * Nothing is sent to the target.
 */
export async function dryRun(settings: LiveSettings, options: RunOptions): Promise<string> {
  const { exchanges, requirements, sessions, run } = await runSuite(standIn(settings), options)
  const selected = select(options)
  const ids = requirements.map(({ id }) => id)
  const disruptive = new Set(selected.filter(({ check }) => check.disruptive).map(({ id }) => id as string))
  const rows = requirements.map(({ id, finding }) => {
    const row = rowOf(
      id,
      exchanges.filter(({ requirement }) => requirement === id),
    )
    if (finding?.code === 'limit' || finding?.code === 'second-principal') return `${row}   skipped`
    return `${row}${disruptive.has(id) ? '   *' : ''}`
  })
  const isLimited = requirements.some(({ finding }) => finding?.code === 'limit')
  const others = exchanges.filter(({ requirement }) => requirement === undefined)
  const first = exchanges.filter(({ requirement }) => requirement !== undefined && !ids.includes(requirement))
  const address = settings.kind === 'url' ? settings.url : `the target ${settings.kind}`
  const name = options.name === undefined ? address : `${options.name} at ${address}`
  return [
    `A run against ${name} would send these requests, if the target is conformant. Nothing has been sent.`,
    ...accountLines(settings),
    '',
    `  ${'requirement'.padEnd(46)}${'logins'.padStart(8)}${'clones'.padStart(8)}${'calls'.padStart(8)}${'requests'.padStart(10)}`,
    ...(first.length === 0 ? [] : [rowOf('(the check of clones, which runs first)', first)]),
    ...rows,
    rowOf('(the run as a whole)', others),
    rowOf('total', exchanges),
    ...(options.exclusive || disruptive.size === 0
      ? []
      : [
          rowOf(
            'total without *',
            exchanges.filter(({ requirement = '' }) => !disruptive.has(requirement)),
          ),
        ]),
    '',
    `sessions: ${sessions.opened}, at most ${sessions.atOnce} at once${withoutClones(settings)}`,
    `seed: ${run.seed}; where calls meet, a run may send a few more or less`,
    'the run as a whole: the sessions that checks share or that are left idle, the last look at all sessions, and their end',
    'calls: TerminateSession calls, each naming only sessions that the run opened and ids that it invented',
    ...(isLimited ? ['skipped: it needs more logins or sessions than the run may have'] : []),
    options.exclusive
      ? '*: disruptive check, run because --exclusive is given'
      : "*: disruptive check (a defective server might answer it by ending everybody's sessions), skipped while others are logged on",
  ].join('\n')
}

/** A row of the table: what these exchanges are of, and how many they are. */
function rowOf(name: string, own: readonly Exchange[]): string {
  return `  ${name.padEnd(46)}${cell(logins(own))}${cell(clones(own))}${cell(terminations(own))}${cell(own.length, 10)}`
}

/** The accounts of the run, and how the certificate of its target is verified. */
function accountLines(settings: LiveSettings): string[] {
  const { controller, limited } = settings
  const second = limited === undefined ? 'none: requirements about the privilege are skipped' : limited.userName
  const ofMock =
    settings.kind === 'url' && settings.usesBuiltIns
      ? '; this account and the second one are those of the mock: a run first asks the target whether it is one, and ends where it is not'
      : ''
  const lines = [`account: ${accountName(controller)}${beginning(controller)}${ofMock}`, `second account: ${second}`]
  if (settings.kind !== 'url') return lines
  const by = settings.proxy === undefined ? [] : [`proxy: ${new URL(settings.proxy).origin}`]
  return [
    ...lines,
    ...by,
    `certificate: ${settings.url.startsWith('http:') ? 'none, the target is http' : certificateOf(settings.tls)}`,
  ]
}

/** What differs where no clones can be had; a run without a password has nothing else. */
function withoutClones({ controller }: LiveSettings): string {
  return 'password' in controller
    ? '. Without clones that are sessions in their own right, the run opens fewer, all by logins'
    : ', begun as clones'
}

/** How the sessions of a run begin, where it has no password. */
function beginning(controller: LiveSettings['controller']): string {
  if ('authorization' in controller) return ', by which one session is begun; the others are cloned'
  return 'token' in controller ? ', of which sessions are cloned' : ''
}

/** Which certificate of a server is accepted. */
function certificateOf({ insecure, ca, thumbprint, clientCertificate }: TlsOptions): string {
  const trusted =
    ca === undefined
      ? 'one that Node trusts'
      : 'one that Node trusts, or that the CA file (--ca, VIJSON_CA or GOVC_TLS_CA_CERTS) has'
  const accepted =
    insecure === true ? 'any' : thumbprint === undefined ? trusted : `the one with the thumbprint ${thumbprint}`
  const shown =
    clientCertificate === undefined ? '' : '; a certificate of the client is shown where the server asks for it'
  return `${accepted}${shown}`
}

/** A mock with the principals and the release of the target. */
function standIn(settings: LiveSettings): Target {
  const { release, controller, limited } = settings
  // Under the address of the target, so that what a run would refuse is refused.
  const url = settings.kind === 'url' ? settings.url : 'https://mock.invalid'
  const account =
    'password' in controller ? controller : { userName: 'administrator', password: 'unused', ssoToken: 'unused' }
  const principals: Principal[] = [
    { ...account, privileges },
    ...(limited === undefined ? [] : [{ ...limited, privileges: ['System.View'] as const }]),
  ]
  const vcenter = createVCenter({ principals })
  const standInFor = (given: LiveSettings['controller']): LiveSettings['controller'] => {
    if ('authorization' in given) return { authorization: 'Bearer unused' }
    if (!('token' in given)) return given
    return { token: vcenter.login(account.userName, account.password, { userAgent: '', ipAddress: '' }).token }
  }
  const app = createApp(vcenter, release === 'auto' ? {} : { release })
  const fetch = async (request: Request) => app.fetch(request)
  return {
    url,
    fetch,
    release,
    controller: standInFor(controller),
    ...(limited === undefined ? {} : { limited }),
  }
}

function logins(exchanges: readonly Exchange[]): number {
  return exchanges.filter(({ path }) => /\/Login(ByToken)?$/.test(path)).length
}

function clones(exchanges: readonly Exchange[]): number {
  return exchanges.filter(({ path }) => path.endsWith('/CloneSession')).length
}

function terminations(exchanges: readonly Exchange[]): number {
  return exchanges.filter(({ path }) => path.endsWith('/TerminateSession')).length
}

function cell(count: number, width = 8): string {
  return String(count).padStart(width)
}
