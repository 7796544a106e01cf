import { readFileSync } from 'node:fs'
import { createVCenter, type Principal, parsePrincipals } from '../mock/index.ts'
import { startServer } from '../mock/server.ts'
import { defined } from './options.ts'
import { UsageError } from './usage.ts'

/** The options of `vijson mock`. */
export interface MockFlags {
  port?: number
  host?: string
  tls?: boolean
  rtt?: number
  users?: string
}

/** Runs `vijson mock` until it is interrupted. @returns the exit code. @throws UsageError. */
export async function mock({ port, host, tls, rtt, users }: MockFlags): Promise<number> {
  const vcenter = createVCenter(users === undefined ? {} : { principals: readPrincipals(users) })
  const server = await startServer({ ...defined({ port, host, tls, rttMs: rtt }), vcenter }).catch(
    (error: NodeJS.ErrnoException) => {
      const reason = error.code === 'EADDRINUSE' ? 'the port is in use' : (error.code ?? error.message)
      throw new UsageError(`cannot listen on ${host ?? '127.0.0.1'}:${port ?? 0}: ${reason}`, { cause: error })
    },
  )
  console.log(`listening on ${server.url}`)
  await new Promise((resolve) => {
    process.once('SIGINT', resolve)
    process.once('SIGTERM', resolve)
  })
  await server.close()
  return 0
}

function readPrincipals(file: string): Principal[] {
  try {
    return parsePrincipals(readFileSync(file, 'utf8'))
  } catch (error) {
    throw new UsageError(`cannot load users file ${file}: ${(error as Error).message}`, { cause: error })
  }
}
