/** Whether a text is the URL of a proxy that this client can use: `http://HOST:PORT` or https, with a user name and a password where it needs them, percent-encoded. */
export function isProxyUrl(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, hostname, pathname, search, hash, username, password } = new URL(text)
  const isPlain = pathname === '/' && search === '' && hash === ''
  return /^https?:$/.test(protocol) && hostname !== '' && isPlain && isEncoded(username) && isEncoded(password)
}

/** Whether a part of a URL can be decoded: a lone % cannot. */
function isEncoded(part: string): boolean {
  try {
    decodeURIComponent(part)
    return true
  } catch (error) {
    if (error instanceof URIError) return false
    throw error
  }
}
