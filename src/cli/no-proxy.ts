import { BlockList, isIP } from 'node:net'

/**
 * Whether NO_PROXY leaves a server out, as Go reads it (golang.org/x/net/http/httpproxy), and so govc: a name stands for itself and all names under it, one that begins with a dot for those under it
 * alone, `10.0.0.0/8` for addresses, `*` for everything; a port may follow a name or an address. No name is looked up: a range holds only for a server that is named by its address.
 */
export function isExcluded({ hostname, port, protocol }: URL, noProxy: string): boolean {
  const host = hostname
    .replace(/^\[(.*)\]$/, '$1')
    .replace(/\.$/, '')
    .toLowerCase()
  const at = port === '' ? (protocol === 'https:' ? '443' : '80') : port
  const entries = noProxy.toLowerCase().split(/[,\s]+/)
  return entries.some((entry) => entry !== '' && covers(entry, host, at))
}

/** Whether NO_PROXY would leave a server out, were it not written in a form that no tool reads: as a URL, in quotation marks, with semicolons, with a dot at the end. */
export function isMisspelt(url: URL, noProxy: string): boolean {
  const entries = noProxy
    .split(/[,;\s"'`]+/)
    .map((entry) => entry.replace(/^https?:\/\/([^/]*).*$/i, '$1').replace(/\.(?=$|:\d+$)/, ''))
  return !isExcluded(url, noProxy) && isExcluded(url, entries.join(','))
}

function covers(entry: string, host: string, port: string): boolean {
  if (entry === '*') return true
  if (entry.includes('/')) return inRange(entry, host)
  // An IPv6 address has colons of its own: with a port, it stands in brackets.
  const [, inBrackets, plain, only] = /^(?:\[(.+)\]|([^:]+))(?::(\d+))?$/.exec(entry) ?? []
  if (only !== undefined && only !== port) return false
  const name = (inBrackets ?? plain ?? entry).replace(/^\*\./, '.')
  if (isIP(name) !== 0) return isIP(host) === isIP(name) && inRange(`${name}/${isIP(name) === 4 ? 32 : 128}`, host)
  return name.startsWith('.') ? host.endsWith(name) : host === name || host.endsWith(`.${name}`)
}

/** Whether an address is in a range: `10.0.0.0/8`, `fd00::/8`. */
function inRange(range: string, host: string): boolean {
  const [network = '', bits = ''] = range.split('/')
  const [family, most] = isIP(network) === 4 ? (['ipv4', 32] as const) : (['ipv6', 128] as const)
  if (isIP(network) === 0 || isIP(host) !== isIP(network) || !/^\d{1,3}$/.test(bits) || Number(bits) > most)
    return false
  const addresses = new BlockList()
  addresses.addSubnet(network, Number(bits), family)
  return addresses.check(host, family)
}
