import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { connect } from '../../src/client/index.ts'
import { start, startMock } from '../support/vijson.ts'

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'vijson-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  return folder
}

test('mock --tls --cert-out writes the certificate by which a client trusts it', async () => {
  const file = join(temporaryFolder(), 'mock.pem')
  const mock = await startMock('--tls', '--cert-out', file)
  await expect(connect({ url: mock.url })).rejects.toMatchObject({ reason: 'certificate' })
  const { about } = await connect({ url: mock.url, tls: { ca: readFileSync(file, 'utf8') } })
  expect(about.apiType).toBe('VirtualCenter')
  await mock.stop()
})

test.each([
  ['without --tls', ['--cert-out', 'mock.pem'], '--cert-out needs --tls: without it, there is no certificate'],
  [
    'into a folder that does not exist',
    ['--tls', '--cert-out', '/no/such/folder/mock.pem'],
    'cannot write certificate /no/such/folder/mock.pem: its folder does not exist',
  ],
])('mock --cert-out %s is refused in a sentence', async (_, args, sentence) => {
  expect(await start(['mock', ...args]).ended).toMatchObject({ code: 2, stdout: '', stderr: `error: ${sentence}\n` })
})

test('mock --cors lets the pages of an origin in, and no others', async () => {
  const mock = await startMock('--cors', 'https://app.example')
  const statusFor = async (origin: string) => (await fetch(mock.url, { headers: { origin } })).status
  expect([await statusFor('https://app.example'), await statusFor('https://evil.example')]).toEqual([404, 403])
  await mock.stop()
})
