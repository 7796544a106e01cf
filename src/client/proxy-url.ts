/** Whether a text is the URL of a proxy that this client can use: `http://HOST:PORT` or https, with a user name and a password where it needs them. */
export function isProxyUrl(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, hostname, pathname, search, hash } = new URL(text)
  return /^https?:$/.test(protocol) && hostname !== '' && pathname === '/' && search === '' && hash === ''
}
