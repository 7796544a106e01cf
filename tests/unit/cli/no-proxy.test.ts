import { expect, test } from 'vitest'
import { isExcluded, isMisspelt } from '../../../src/cli/no-proxy.ts'

// As the documentation of golang.org/x/net/http/httpproxy says, with the cases of its own tests.
test.each<[noProxy: string, inside: string[], outside: string[]]>([
  ['', [], ['vcenter.example', '10.0.0.5']],
  ['*', ['vcenter.example', '10.0.0.5', '[fd00::1]'], []],
  ['example', ['example', 'vcenter.example', 'a.b.example', 'VCENTER.Example'], ['vcenterexample', 'example.com']],
  ['Other.Example', ['other.example', 'vcenter.other.example'], ['another.example', 'example']],
  ['.example', ['vcenter.example', 'a.b.example'], ['example', 'vcenterexample']],
  ['*.example', ['vcenter.example'], ['example']],
  [
    'vcenter.example:8443',
    ['vcenter.example:8443', 'a.vcenter.example:8443'],
    ['vcenter.example', 'vcenter.example:443'],
  ],
  ['vcenter.example:443', ['vcenter.example', 'vcenter.example:443'], ['vcenter.example:8443']],
  ['10.0.0.5', ['10.0.0.5', '10.0.0.5:8443'], ['10.0.0.50', '110.0.0.5', '[::ffff:a00:5]']],
  ['10.0.0.5:8443', ['10.0.0.5:8443'], ['10.0.0.5']],
  ['10.0.0.0/8', ['10.0.0.1', '10.255.255.255:8443'], ['11.0.0.1', '9.255.255.255', 'vcenter.10.example']],
  ['192.168.1.77/24', ['192.168.1.1', '192.168.1.254'], ['192.168.2.1']],
  ['10.0.0.5/32', ['10.0.0.5'], ['10.0.0.6']],
  ['0.0.0.0/0', ['10.0.0.5', '203.0.113.9'], ['vcenter.example', '[fd00::1]']],
  ['fd00::/8', ['[fd00::1]', '[fdff::1]:8443'], ['[fe00::1]', '10.0.0.1']],
  ['fd00::1', ['[fd00::1]', '[FD00:0::1]'], ['[fd00::2]']],
  ['[fd00::1]', ['[fd00::1]'], ['[fd00::2]']],
  ['[fd00::1]:8443', ['[fd00::1]:8443'], ['[fd00::1]']],
  ['a.example, 10.0.0.0/8,,b.example', ['a.example', 'b.example', '10.1.1.1'], ['c.example']],
  ['a.example b.example', ['a.example', 'b.example'], ['c.example']],
  // What is no range is none.
  ['10.0.0.0/33,10.0.0.0/,/8,10.0.0.0/x,example/8,fd00::/129', [], ['10.0.0.1', 'example', '[fd00::1]']],
])('NO_PROXY=%j leaves out %j, and not %j', (noProxy, inside, outside) => {
  const excluded = (hosts: string[]) => hosts.filter((host) => isExcluded(new URL(`https://${host}`), noProxy))
  expect(excluded([...inside, ...outside])).toEqual(inside)
})

const target = new URL('https://vcenter.example')

test.each([
  'https://vcenter.example',
  'http://vcenter.example:443/sdk',
  'https://example/',
  '"vcenter.example"',
  "'localhost,vcenter.example'",
  'other.example;vcenter.example',
  'VCenter.Example.',
  'vcenter.example.:443',
  '"*"',
  'vcenter.*',
  'vc*.example',
  'other.example,*center.example',
])('NO_PROXY=%s means the target, and does not leave it out', (noProxy) => {
  expect([isExcluded(target, noProxy), isMisspelt(target, noProxy)]).toEqual([false, true])
})

const address = new URL('https://192.0.2.7:8443')

test.each([
  '192.0.2.*',
  '192.*',
  '192.0.2.0/255.255.255.0',
  '10.0.0.0/8;192.0.2.0/255.255.0.0',
  '192.0.2.1-192.0.2.9',
  '192.0.2.7-192.0.2.7',
])('NO_PROXY=%s means the address of the target, and does not leave it out', (noProxy) => {
  expect([isExcluded(address, noProxy), isMisspelt(address, noProxy)]).toEqual([false, true])
})

test.each([
  '192.0.20.*',
  '*.192.0.2',
  '192.0.3.0/255.255.255.0',
  '192.0.2.0/255.0.255.0',
  '192.0.2.8-192.0.2.9',
  '192.0.2.1-192.0.2.6',
  'vcenter.*',
  '192.0.2.0/24',
])('NO_PROXY=%s means another address, or is right', (noProxy) => {
  expect(isMisspelt(address, noProxy)).toBe(false)
})

test.each(['', 'vcenter.example', '*', 'https://other.example', '"other.example";10.0.0.0/8', 'vcenter.example:8443'])(
  'NO_PROXY=%s is right, or means another host',
  (noProxy) => {
    expect(isMisspelt(target, noProxy)).toBe(false)
  },
)

test('the usual port of http is 80', () => {
  expect(isExcluded(new URL('http://vcenter.example'), 'vcenter.example:80')).toBe(true)
  expect(isExcluded(new URL('http://vcenter.example'), 'vcenter.example:443')).toBe(false)
})
