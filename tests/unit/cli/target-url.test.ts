import { describe, expect, test } from 'vitest'
import { targetUrl } from '../../../src/cli/target-url.ts'
import { UsageError } from '../../../src/cli/usage.ts'

describe('targetUrl', () => {
  test.each([
    ['vcenter.example', 'https://vcenter.example'],
    ['VCenter.Example', 'https://vcenter.example'],
    ['vcenter.example.', 'https://vcenter.example.'],
    ['vcenter', 'https://vcenter'],
    ['vc_1.example', 'https://vc_1.example'],
    ['vcenter.example:8443', 'https://vcenter.example:8443'],
    ['https://mock', 'https://mock'],
    ['localhost:8989/sdk', 'https://localhost:8989'],
    ['http://127.0.0.1:8989/sdk/', 'http://127.0.0.1:8989'],
    ['HTTPS://vcenter.example/', 'https://vcenter.example'],
    ['10.0.0.5', 'https://10.0.0.5'],
    ['[fd00::1]', 'https://[fd00::1]'],
    ['https://[FD00:0:0::1]:8443', 'https://[fd00::1]:8443'],
    ['https://[::ffff:10.0.0.1]', 'https://[::ffff:a00:1]'],
    ['user@vcenter.example', 'https://vcenter.example'],
    ['user:secret@vcenter.example/sdk', 'https://vcenter.example'],
    ['CORP%5Csvc:se%23c%2Fret%40@vcenter.example', 'https://vcenter.example'],
  ])('reads %s as %s', (text, origin) => {
    expect(targetUrl(text, 'GOVC_URL').origin).toBe(origin)
  })

  test('keeps user name and password, decoded by whoever uses them', () => {
    const { username, password } = targetUrl('CORP%5Csvc:se%40cret@vcenter.example', 'GOVC_URL')
    expect([username, password]).toEqual(['CORP%5Csvc', 'se%40cret'])
  })

  /** What a password or a user name may contain, in each place of an address, with each scheme. */
  const places = (secret: string) =>
    ['', 'https://', 'http://'].flatMap((scheme) => [
      `${scheme}${secret}@vcenter.example`,
      `${scheme}user:${secret}@vcenter.example`,
      `${scheme}user:1${secret}2@vcenter.example/sdk`,
      `${scheme}user:${secret}${secret}@vcenter.example:443`,
    ])

  const signs = ['\\', '#', '?', '/', ' ', '\t', '\n', '\r', '@', '\u00a0', '\u200b', '\u0000']

  test.each(signs.map((sign) => [JSON.stringify(sign), sign] as const))(
    'refuses %s before the host, and repeats nothing of the address',
    (_, sign) => {
      for (const text of places(`s3cr3t${sign}s3cr3t`)) {
        const error = errorOf(text)
        expect([text, error]).toEqual([text, expect.any(UsageError)])
        expect(String(error)).not.toMatch(/s3cr3t|user:|vcenter\.example/)
      }
    },
  )

  const oneHost = 'must name one host'
  test.each([
    ['quotation marks', '"https://vcenter.example"', 'stands in quotation marks; give it without them'],
    ['typographic quotation marks', '\u201cvcenter.example\u201d', 'stands in quotation marks; give it without them'],
    ['one slash', 'https:/vcenter.example', 'must have two slashes behind its scheme'],
    ['the embedded mock in capitals', 'MOCK', 'in small letters; for a host of this name, write https:// before it'],
    ['several hosts', 'a.example,b.example', 'for several, give the command once for each'],
    ['several addresses', 'https://a.example,https://b.example', 'for several, give the command once for each'],
    ['an international name', 'vcénter.example', 'must name one host, in ASCII'],
    ['several hosts after a user', 'user:p@a.example;b.example', oneHost],
    ['an empty user name', '@vcenter.example', 'has no user name before its "@"'],
    ['a password without a user name', 'https://:s3cr3t@vcenter.example/sdk', 'has no user name before its "@"'],
    ['no host', 'https://', oneHost],
    ['no host after a user', 'user:p@', oneHost],
    ['a port alone', ':443', oneHost],
    ['a port of 0', 'a.example:0', oneHost],
    ['a port of 65536', 'a.example:65536', oneHost],
    ['a port that is no number', 'a.example:https', oneHost],
    ['an escape in the host', 'vc%65nter.example', oneHost],
    ['a host in full-width letters', 'ｖcenter.example', oneHost],
    ['a host with a Cyrillic letter', 'vсenter.example', oneHost],
    ['a number in place of an address', '2130706433', oneHost],
    ['an address in hexadecimal digits', '0x7f.0.0.1', oneHost],
    ['an address in octal digits', '0177.0.0.1', oneHost],
    ['a short address', '127.1', oneHost],
    ['an empty part of a name', 'vcenter..example', oneHost],
    ['a bare IPv6 address', 'fd00::1', 'brackets'],
    ['a bare IPv6 address with a scheme and a port', 'https://fd00::1:8443', 'brackets'],
    ['a bare IPv6 address after a user', 'user:p@::1', 'brackets'],
    ['brackets around no IPv6 address', '[vcenter.example]', oneHost],
    ['the path of the client', 'https://vcenter.example/ui', 'no path but /sdk'],
    ['a query', 'vcenter.example/sdk?x=1', 'no path but /sdk'],
    ['a fragment', 'vcenter.example#x', 'no path but /sdk'],
    ['another scheme', 'ftp://vcenter.example', 'http or https URL'],
    ['a file', './result.json', 'http or https URL'],
    ['a file by its ending', 'result.json', 'http or https URL'],
  ])('refuses %s', (_, text, why) => {
    expect(errorOf(text)).toEqual(expect.any(UsageError))
    expect(String(errorOf(text))).toContain(why)
  })
})

function errorOf(text: string): unknown {
  try {
    return targetUrl(text, 'GOVC_URL').origin
  } catch (error) {
    return error
  }
}
