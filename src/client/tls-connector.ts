import type { TLSSocket } from 'node:tls'
import type { buildConnector } from 'undici'
import { nodeCertificates } from './node-certificates.ts'
import { isThumbprintOf } from './thumbprint.ts'
import type { TlsOptions } from './transport.ts'

/** How undici opens connections. */
type Connect = buildConnector.BuildOptions | buildConnector.connector

/** How connections are opened where the options say anything about certificates. @param build makes the connector that a thumbprint is looked at over. */
export async function tlsConnector(tls: TlsOptions, build: typeof buildConnector): Promise<Connect> {
  const { ca, insecure, thumbprint, clientCertificate } = tls
  const client =
    clientCertificate === undefined ? {} : { cert: clientCertificate.certificate, key: clientCertificate.key }
  // Without sessions to resume: a resumed one shows no certificate.
  if (thumbprint !== undefined)
    return requiring(thumbprint, build({ rejectUnauthorized: false, maxCachedSessions: 0, ...client }))
  if (insecure === true) return { rejectUnauthorized: false, ...client }
  return ca === undefined ? client : { ca: [...(await nodeCertificates()), ca], ...client }
}

/** A connector that drops a connection to a server with another certificate, before anything is sent. */
function requiring(thumbprint: string, connect: buildConnector.connector): buildConnector.connector {
  return (options, callback) =>
    connect(options, (...ending) => {
      const [error, socket] = ending
      if (error !== null || !isTls(socket)) return callback(...ending)
      const shown = socket.getPeerCertificate()
      if (isThumbprintOf(thumbprint, shown)) return callback(null, socket)
      socket.destroy()
      const reason = `it has the SHA-256 thumbprint ${shown.fingerprint256}, and another one is asked for`
      callback(Object.assign(new Error(reason), { code: 'ERR_TLS_CERT_THUMBPRINT' }), null)
    })
}

/** Told by its method: to ask for the class would load TLS with the client. */
function isTls(socket: object): socket is TLSSocket {
  return 'getPeerCertificate' in socket
}
