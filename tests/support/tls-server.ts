import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer as createHttpServer, type RequestListener } from 'node:http'
import { createServer as createHttpsServer, type ServerOptions } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { generate } from 'selfsigned'
import { onTestFinished } from 'vitest'

/** Serves with a listener until the test ends. @returns its address. */
export async function serve(listener: RequestListener, tls?: ServerOptions): Promise<string> {
  const server = tls === undefined ? createHttpServer(listener) : createHttpsServer(tls, listener)
  server.on('tlsClientError', () => {})
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  return `${tls === undefined ? 'http' : 'https'}://127.0.0.1:${port}`
}

/** What a certificate is made from. */
export interface Made {
  names?: { type: 2 | 7; value?: string; ip?: string }[]
  from?: Date
  until?: Date
  commonName?: string
  /** Who signs it; by default, it does itself. */
  issuer?: { key: string; cert: string }
}
export const day = 24 * 60 * 60 * 1000

/** A self-signed certificate, by default for 127.0.0.1 and valid today. */
export async function certificate({
  names = [{ type: 7, ip: '127.0.0.1' }],
  from,
  until,
  commonName = 'a test',
  issuer,
}: Made = {}) {
  const { private: key, cert } = await generate([{ name: 'commonName', value: commonName }], {
    keyType: 'ec',
    algorithm: 'sha256',
    ...(issuer === undefined ? {} : { ca: issuer }),
    notBeforeDate: from ?? new Date(Date.now() - day),
    notAfterDate: until ?? new Date(Date.now() + day),
    extensions: [
      { name: 'basicConstraints', cA: issuer === undefined },
      ...(names.length === 0 ? [] : [{ name: 'subjectAltName' as const, altNames: names }]),
    ],
  })
  return { key, cert }
}

/** A file that holds a text until the test ends. */
export function fileWith(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'vijson-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  writeFileSync(join(folder, 'ca.pem'), text)
  return join(folder, 'ca.pem')
}
