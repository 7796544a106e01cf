import { isObject, isText, type Rule, refuseByRules } from './option-rules.ts'
import { isThumbprint } from './thumbprint.ts'
import type { TlsOptions } from './transport.ts'

const isPem = (value: unknown, what: string) =>
  isText(value) && new RegExp(`-----BEGIN [A-Z0-9 ]*${what}-----`).test(value)

/** What each option about certificates has to be. By itself: only Node has them. */
const tlsRules: Record<keyof TlsOptions, Rule> = {
  ca: [(value) => isPem(value, 'CERTIFICATE'), 'give certificates in PEM, the text and not the name of a file'],
  insecure: [(value) => typeof value === 'boolean', 'give true or false'],
  thumbprint: [(value) => isText(value) && isThumbprint(value), 'give 64 hexadecimal digits (SHA-256) or 40 (SHA-1)'],
  clientCertificate: [
    (value) =>
      isObject(value) &&
      'certificate' in value &&
      'key' in value &&
      isPem(value.certificate, 'CERTIFICATE') &&
      isPem(value.key, 'PRIVATE KEY'),
    'give certificate and key, each in PEM',
  ],
}

/** Options about certificates that cannot be meant. @throws TypeError with one sentence. */
export function refuseInvalidTls(tls: TlsOptions): void {
  refuseByRules(tlsRules, tls, 'tls.')
}
