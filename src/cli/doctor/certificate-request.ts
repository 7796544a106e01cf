import { Duplex } from 'node:stream'

/** A connection, and what has come over it. */
export interface Overheard {
  /** To be used in place of the connection. */
  socket: Duplex
  /** All that has come over it so far. */
  received: () => Buffer
}

/** Keeps what comes over a connection: a TLS socket tells nothing of the messages of a handshake that fails. */
export function overhear(connection: Duplex): Overheard {
  const chunks: Buffer[] = []
  const socket = new Duplex({
    read: () => void connection.resume(),
    write: (chunk: Buffer, _, done) => void connection.write(chunk, done),
    final: (done) => void connection.end(done),
    destroy(error, done) {
      connection.destroy()
      done(error)
    },
  })
  connection.on('data', (chunk: Buffer) => {
    chunks.push(chunk)
    if (!socket.push(chunk)) connection.pause()
  })
  connection.on('end', () => socket.push(null))
  connection.on('error', (error) => socket.destroy(error))
  connection.on('close', () => socket.destroy())
  return { socket, received: () => Buffer.concat(chunks) }
}

const handshakeRecord = 22
const certificateRequest = 13

/**
 * Whether a server has asked for a certificate of the client. Readable up to TLS 1.2 alone (RFC 5246, 6.2.1 and 7.4): TLS 1.3 encrypts it, and has an alert of its own
 * for a missing certificate.
 */
export function asksForCertificate(received: Buffer): boolean {
  const messages = handshakeIn(received)
  let at = 0
  // Each message: its type, its length in three bytes, and so many bytes.
  while (at + 4 <= messages.length) {
    if (messages[at] === certificateRequest) return true
    at += 4 + messages.readUIntBE(at + 1, 3)
  }
  return false
}

/** The messages of a handshake, without the records that they come in: type, version in two bytes, length in two bytes, and so many bytes. */
function handshakeIn(received: Buffer): Buffer {
  const parts: Buffer[] = []
  let at = 0
  while (at + 5 <= received.length && received[at] === handshakeRecord) {
    const end = at + 5 + received.readUInt16BE(at + 3)
    parts.push(received.subarray(at + 5, end))
    at = end
  }
  return Buffer.concat(parts)
}
