import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { documentForTools } from '../../../scripts/compare/document.ts'
import { run } from '../../../scripts/compare/processes.ts'
import { everyNth, sampleOf } from '../../../scripts/compare/sample.ts'
import { serve, soundMock } from '../../../scripts/compare/serve.ts'
import { families } from '../../mutation/mutants/index.ts'

test('every n-th of a list', () => {
  expect(everyNth([0, 1, 2, 3, 4, 5, 6], 3)).toEqual([0, 3, 6])
})

test('the sample has mutants of every family that is no shorter than the distance, and defects by dimension', () => {
  const defects = sampleOf({ mutants: 6, dimensions: 100 })
  const taken = new Set(defects.filter(({ set }) => set === 'mutants').map(({ family }) => family))
  expect([...taken]).toEqual(Object.keys(families))
  expect(defects.some(({ set }) => set === 'dimensions')).toBe(true)
})

test('the sound mock tells how many sessions of others have ended, and the server how many requests it answered', async () => {
  const mock = soundMock(5)
  const server = await serve(mock.answer)
  onTestFinished(server.close)
  const [first] = mock.vcenter.sessions.keys()
  mock.vcenter.sessions.delete(first ?? '')
  expect((await fetch(server.url)).status).toBe(404)
  expect({ ended: mock.ended(), requests: server.requests() }).toEqual({ ended: 1, requests: 1 })
})

test('the document for the tools has an example for each parameter in a path, and no token is needed where that is asked for', () => {
  const text = JSON.stringify(documentForTools({}))
  expect(text).not.toContain('#/components/parameters/')
  expect(text).toContain('"example":"ServiceInstance"')
  expect(documentForTools({})).toMatchObject({ security: [{ Session: [] }] })
  expect(documentForTools({ isTokenOptional: true })).toMatchObject({ security: [{ Session: [] }, {}] })
})

const script = fileURLToPath(new URL('../../../scripts/compare/calls.sh', import.meta.url))
const missing = ['bash', 'curl', 'jq'].filter((program) => spawnSync(program, ['--version']).status !== 0)

test('the script has fifteen checks, and puts no password and no token on a command line', () => {
  const text = readFileSync(script, 'utf8')
  expect([...text.matchAll(/^check '/gm)]).toHaveLength(15)
  expect(text).not.toMatch(/--(user|header)[^\n]*\$(token|controller|VIJSON_PASSWORD)/)
})

test.skipIf(missing.length > 0)(
  'the script passes the sound mock, ends no session of others, and leaves none of its own',
  async () => {
    const mock = soundMock(5)
    const server = await serve(mock.answer)
    onTestFinished(server.close)
    const printed = await run('bash', [script], {
      environment: {
        VIJSON_TARGET: server.url,
        VIJSON_USERNAME: 'administrator@vsphere.local',
        VIJSON_PASSWORD: 'VMware1!',
        VIJSON_LIMITED_USERNAME: 'readonly@vsphere.local',
        VIJSON_LIMITED_PASSWORD: 'VMware1!',
      },
    })
    expect(printed.match(/^ok /gm)).toHaveLength(15)
    expect(printed).not.toContain('not ok')
    expect({ ended: mock.ended(), sessions: mock.vcenter.sessions.size }).toEqual({ ended: 0, sessions: 5 })
  },
  60_000,
)
