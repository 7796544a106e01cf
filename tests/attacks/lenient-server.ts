import type { MockSession } from '../../src/mock/index.ts'
import type { Attacked, Behaviour, Received } from './attacked.ts'

/**
 * The most lenient server there could be: whatever the address, the method and the encoding, a request in which anybody could read that it is to end
 * sessions ends every session whose key or token anybody could read in it. Requests as the mock knows them go to the mock.
 */
export function lenientServer({ vcenter }: Attacked): Behaviour {
  return async (request, mock, received) => {
    const readings = readingsOf(received)
    const isMeantToEnd = readings.some((reading) => /terminate|logout|end-everything/i.test(reading))
    if (isMeantToEnd) {
      for (const session of [...vcenter.sessions.values()])
        if (isRead(session, readings) && !isByRun(session)) vcenter.sessions.delete(session.key)
    }
    return mock(request)
  }
}

const isByRun = ({ userAgent }: MockSession) => userAgent.includes('(run ')

function isRead({ key, token }: MockSession, readings: readonly string[]): boolean {
  const loose = (text: string) =>
    text
      .normalize('NFKC')
      .toLowerCase()
      .replaceAll(/[^a-z0-9]/g, '')
  return readings.some((reading) => loose(reading).includes(loose(key)) || loose(reading).includes(token))
}

/** A request in every way in which a server might read it. */
function readingsOf({ method, path, headers, body }: Received): string[] {
  const written = [method, path, JSON.stringify(headers), body]
  const decoded = written.flatMap((text) => [percentDecoded(text), unescaped(text)])
  const base64 = body.length < 10_000 ? [Buffer.from(body, 'base64').toString('utf8')] : []
  return [...written, ...decoded, ...base64, body.replaceAll('\0', ''), body.replaceAll('+', '')]
}

function percentDecoded(text: string): string {
  const once = text.replaceAll(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return once === text ? text : percentDecoded(once)
}

function unescaped(text: string): string {
  return text
    .replaceAll(/\\u([0-9a-f]{4})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replaceAll(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)))
    .replaceAll(/&#x([0-9a-f]+);/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
}
