import { isIP } from 'node:net'
import { builtInPrincipals, createVCenter, type Principal, parsePrincipals } from '../mock/index.ts'
import { keepOthers, otherPrincipals } from '../mock/other-sessions.ts'
import { startServer } from '../mock/server.ts'
import { defined } from './options.ts'
import { readRegularFile, sizes } from './read-file.ts'
import { requireFolder } from './reports.ts'
import { UsageError } from './usage.ts'
import { replaceFile } from './write-file.ts'

/** The options of `vijson mock`. */
export interface MockFlags {
  port?: number
  host?: string
  tls?: boolean
  rtt?: number
  userFormat?: 'UPN' | 'DOMAIN'
  users?: string
  cors?: string[]
  certOut?: string
  release?: string
  jitter?: number
  fail?: number
  sessionTimeout?: number
  maxSessions?: number
  others?: number
}

/** Runs `vijson mock` until it is interrupted. @returns the exit code. @throws UsageError. */
export async function mock(flags: MockFlags): Promise<number> {
  const { port, host, tls, users, cors, certOut, others = 0 } = flags
  const isOpen = host !== undefined && !isOnThisMachine(host)
  if (isOpen && users === undefined) {
    throw new UsageError(
      `--host ${shownHost(host)} lets other machines in, and everybody knows the built-in passwords; give --users a file with others`,
    )
  }
  if (certOut !== undefined && tls !== true)
    throw new UsageError('--cert-out needs --tls: without it, there is no certificate')
  if (certOut !== undefined) await requireFolder('certificate', certOut)
  const principals = users === undefined ? builtInPrincipals : await readPrincipals(users)
  const strangers = otherPrincipals(others)
  const perUser = strangers.length === 0 ? 0 : Math.ceil(others / strangers.length)
  if (flags.maxSessions !== undefined && perUser > flags.maxSessions)
    throw new UsageError(
      `--others ${others} takes ${perUser} sessions of each of their users, more than --max-sessions ${flags.maxSessions} allows`,
    )
  const vcenter = createVCenter({
    principals: [...principals, ...strangers],
    sessionTimeoutMs: flags.sessionTimeout && flags.sessionTimeout * 1000,
    maxSessions: flags.maxSessions,
  })
  const stopOthers = keepOthers(vcenter, strangers, others)
  const { rtt: rttMs, jitter: jitterMs, fail: failRate, release } = flags
  const domainFirst = flags.userFormat === 'DOMAIN'
  const answering = defined({ rttMs, jitterMs, failRate, release, domainFirst })
  const server = await startServer({ ...defined({ port, host, tls, cors }), ...answering, vcenter }).catch(
    (error: NodeJS.ErrnoException) => {
      stopOthers()
      const reason = reasons[error.code ?? ''] ?? error.code ?? error.message
      throw new UsageError(`cannot listen on ${shownHost(host ?? '127.0.0.1')}:${port ?? 0}: ${reason}`, {
        cause: error,
      })
    },
  )
  if (isOpen)
    console.error(
      `warning: other machines can reach this mock at ${shownHost(host)}; it is a simulation, not a hardened server`,
    )
  if (certOut !== undefined && server.certificate !== undefined) {
    await replaceFile(certOut, server.certificate).catch(async (error: NodeJS.ErrnoException) => {
      stopOthers()
      await server.close()
      throw new UsageError(`cannot write the certificate to ${certOut}: ${error.code ?? error.message}`, {
        cause: error,
      })
    })
  }
  console.log(`listening on ${server.url}`)
  // A script reads the first line; the rest is for a person.
  if (process.stdout.isTTY) for (const line of mockLines(principals, users === undefined)) console.log(line)
  await new Promise((resolve) => {
    process.once('SIGINT', resolve)
    process.once('SIGTERM', resolve)
  })
  stopOthers()
  await server.close()
  return 0
}

/** Why nothing can listen, and what to do. */
const reasons: Readonly<Record<string, string>> = {
  EADDRINUSE: 'the port is in use; give another --port, or none',
  EADDRNOTAVAIL: 'this machine does not have that address; give --host one that it has',
  EACCES: 'this user may not listen on that port; give --port one from 1024',
  ENOTFOUND: 'there is no host of that name; give --host an address of this machine',
}

/** What a person who starts a mock wants to know. Passwords are not shown, not even those that everybody knows. */
export function mockLines(principals: readonly Principal[], areBuiltIn: boolean): string[] {
  return [
    'accounts:',
    ...principals.map(({ userName, privileges }) => {
      const may = privileges.includes('Sessions.TerminateSession')
      return `  ${userName}: ${may ? 'may end sessions' : 'without Sessions.TerminateSession'}`
    }),
    ...(areBuiltIn ? ['  their password is in docs/client.md; --users FILE gives others'] : []),
    'serves hello, the ServiceInstance, the SessionManager, and a PropertyCollector that reads these; nothing else of a vCenter',
    'press Ctrl-C to stop it; sessions are kept in memory only',
  ]
}

/** A host in a message: an address, and not another text, which may be a password in the wrong place. */
function shownHost(host: string): string {
  return isIP(host) > 0 || host === 'localhost' ? host : 'NAME'
}

/** Whether only this machine can reach what listens on a host. Told by its spelling: what another name leads to is up to a name server. */
function isOnThisMachine(host: string): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|::1)$/i.test(host)
}

async function readPrincipals(file: string): Promise<Principal[]> {
  const text = readRegularFile(file, 'users file', sizes.other)
  try {
    return await parsePrincipals(text)
  } catch (error) {
    throw new UsageError(`cannot load users file ${file}: ${reasonOf(error, text)}`, { cause: error })
  }
}

/** Why a users file is not loaded. The parser of YAML repeats parts of the file, which may be passwords. */
function reasonOf(error: unknown, text: string): string {
  const { message, pos } = error as { message: string; pos?: [number, number] } // A YAMLParseError has a place.
  if (message.startsWith('not a list of principals: ')) return message
  return pos === undefined ? 'invalid YAML' : `invalid YAML in line ${text.slice(0, pos[0]).split('\n').length}`
}
