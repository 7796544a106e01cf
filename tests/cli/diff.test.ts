import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { serveDefective } from '../support/defective-server.ts'
import { vijson } from '../support/vijson.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'vijson-'))
})
afterAll(() => rmSync(folder, { recursive: true }))
const inFolder = (name: string) => join(folder, name)

test('vijson diff shows what changed between two runs, and exits with 1 where the newer one is worse', async () => {
  const [sound, defective] = [inFolder('sound.json'), inFolder('defective.json')]
  const only = ['--only', 'terminate.success.no-content']
  await vijson(['test', '--target', 'mock', ...only, '--report', `json=${sound}`])
  await vijson(['test', '--target', await serveDefective(), ...only, '--report', `json=${defective}`])
  const worse = await vijson(['diff', sound, defective])
  expect([worse.code, worse.stderr]).toEqual([1, ''])
  expect(worse.stdout.split('\n').slice(2)).toEqual([
    'note: the two results are of different targets',
    'worse:',
    '  terminate.success.no-content: pass → fail',
    '    expected: 204',
    expect.stringMatching(/^ {4}seen: status 200 without a VIM fault/),
    '1 worse, 0 better, 0 not tested now, 0 new, 0 gone',
    '',
  ])
  const better = await vijson(['diff', defective, sound])
  expect([better.code, better.stderr]).toEqual([0, ''])
  expect(better.stdout).toContain('better:\n  terminate.success.no-content: fail → pass\n')
})

test('vijson diff exits with 3 where a must that was decided is not decided now', async () => {
  const [sound, undecided] = [inFolder('sound.json'), inFolder('undecided.json')]
  await vijson(['test', '--target', 'mock', '--only', 'success.no-content', '--report', `json=${sound}`])
  const finding = { code: 'unanswered', message: 'lost' }
  const requirements = JSON.parse(readFileSync(sound, 'utf8')).requirements.map((one: object) => ({
    ...one,
    verdict: 'unreached',
    finding,
  }))
  writeFileSync(undecided, JSON.stringify({ ...JSON.parse(readFileSync(sound, 'utf8')), requirements }))
  const { code, stdout } = await vijson(['diff', sound, undecided])
  expect(code).toBe(3)
  expect(stdout).toContain('not tested now:\n  terminate.success.no-content: pass → not decided\n')
  expect((await vijson(['diff', undecided, undecided])).code).toBe(0)
})

test.each<[string, () => string[], string]>([
  [
    'a missing file',
    () => ['diff', inFolder('none.json'), inFolder('none.json')],
    'none.json: there is no such file (ENOENT)\n',
  ],
  [
    'a file that is no report',
    () => {
      writeFileSync(inFolder('odd.json'), '{}')
      return ['diff', inFolder('odd.json'), inFolder('odd.json')]
    },
    'odd.json is not a JSON report of vijson test; name a file that --report json=FILE has written\n',
  ],
  [
    'one file',
    () => ['diff', 'a.json'],
    "error: missing required argument 'newer'; vijson diff --help shows what is expected\n",
  ],
])('vijson diff refuses %s in a sentence', async (_, args, sentence) => {
  const { code, stdout, stderr } = await vijson(args())
  expect([code, stdout]).toEqual([2, ''])
  expect(stderr).toContain(sentence)
})
