import { BlockList, isIP } from 'node:net'

/**
 * Whether NO_PROXY leaves a server out, as Go reads it (golang.org/x/net/http/httpproxy), and so govc: a name stands for itself and all names under it, one that begins with a dot for those under it
 * alone, `10.0.0.0/8` for addresses, `*` for everything; a port may follow a name or an address. No name is looked up: a range holds only for a server that is named by its address.
 */
export function isExcluded(url: URL, noProxy: string): boolean {
  const { port, protocol } = url
  const host = hostIn(url)
  const at = port === '' ? (protocol === 'https:' ? '443' : '80') : port
  const entries = noProxy.toLowerCase().split(/[,\s]+/)
  return entries.some((entry) => entry !== '' && covers(entry, host, at))
}

/**
 * Whether NO_PROXY would leave a server out, were it not written in a form that is not read: as a URL, in quotation marks, with semicolons, with a dot at the end, with `*` within a name
 * or an address, as a range with a mask (`10.0.0.0/255.0.0.0`) or from one address to another.
 */
export function isMisspelt(url: URL, noProxy: string): boolean {
  if (isExcluded(url, noProxy)) return false
  const entries = noProxy
    .split(/[,;\s"'`]+/)
    .map((entry) => entry.replace(/^https?:\/\/([^/]*).*$/i, '$1').replace(/\.(?=$|:\d+$)/, ''))
  return isExcluded(url, entries.join(',')) || entries.some((entry) => isMeant(entry, hostIn(url)))
}

/** Whether a pattern, or a range that is not written with the number of its bits, means a host. */
function isMeant(entry: string, host: string): boolean {
  const [, network = '', mask = ''] = /^([\d.]+)\/([\d.]+)$/.exec(entry) ?? []
  const bits = /^1*0*$/.exec(mask.split('.').map(inBits).join(''))?.[0].replaceAll('0', '')
  if (isIP(mask) === 4 && bits !== undefined) return inRange(`${network}/${bits.length}`, host)
  const [, first = '', last = ''] = /^([\d.]+)-([\d.]+)$/.exec(entry) ?? []
  if (isIP(first) === 4 && isIP(last) === 4 && isIP(host) === 4) return isBetween(first, last, host)
  if (!entry.includes('*')) return false
  const parts = entry.toLowerCase().split('*')
  return new RegExp(`^${parts.map((part) => part.replaceAll(/[^a-z0-9]/g, '\\$&')).join('.*')}$`).test(host)
}

function isBetween(first: string, last: string, host: string): boolean {
  const [low, high, at] = [first, last, host].map((address) => address.split('.').map(inBits).join(''))
  return at !== undefined && low !== undefined && high !== undefined && low <= at && at <= high
}

/** A byte of an address in eight binary digits. */
function inBits(byte: string): string {
  return Number(byte).toString(2).padStart(8, '0')
}

function hostIn({ hostname }: URL): string {
  return hostname
    .replace(/^\[(.*)\]$/, '$1')
    .replace(/\.$/, '')
    .toLowerCase()
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
