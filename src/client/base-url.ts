/** The address in front of every path, of a text that is a URL. @throws TypeError where it cannot be one of a server. */
export function baseOf(url: string): string {
  const { origin, pathname, protocol, username, password, search, hash } = new URL(url)
  if (protocol !== 'https:' && protocol !== 'http:')
    throw new TypeError('invalid url: it begins with https:// or http://')
  if (username !== '' || password !== '')
    throw new TypeError('invalid url: leave out the user name and the password, which login takes')
  if (search !== '' || hash !== '')
    throw new TypeError('invalid url: leave out what begins with ? or #, which is in no request')
  const prefix = pathname.replace(/\/+$/, '')
  if (/^\/sdk(\/|$)/i.test(prefix))
    throw new TypeError(`invalid url ${origin}${prefix}: leave out /sdk, which is a part of the path of each request`)
  return `${origin}${prefix}`
}
