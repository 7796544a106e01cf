/** Origins are compared with what browsers send: one that no browser sends would let nobody in. @throws TypeError. */
export function refuseNoOrigins(origins: readonly string[]): void {
  if (!Array.isArray(origins)) throw new TypeError('invalid cors: give a list of origins')
  for (const origin of origins) {
    const sent = typeof origin === 'string' && URL.canParse(origin) ? new URL(origin).origin : 'null'
    if (sent === origin && sent !== 'null') continue
    const todo =
      sent === 'null' ? 'give scheme and host, as in https://app.example' : `browsers send ${sent}: give that`
    throw new TypeError(`invalid cors: ${JSON.stringify(origin)} is no origin; ${todo}`)
  }
}
