import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, onTestFinished, test } from 'vitest'
import { parse } from 'yaml'
import { hasGo } from '../interop/go.ts'

// The scripts of each recipe are run here in a shell, with the built command. The steps of the CI server itself are left out: checkout,
// installation, and the transfer of artefacts between jobs.

const root = fileURLToPath(new URL('../..', import.meta.url))
const recipe = (name: string) => readFileSync(join(root, 'examples/ci', name), 'utf8')
const secrets = { VIJSON_PASSWORD: 'VMware1!', VIJSON_LIMITED_PASSWORD: 'VMware1!' }

/** A folder in which the command is installed. */
function workspace(): string {
  const folder = mkdtempSync(join(tmpdir(), 'vijson-'))
  const bin = join(folder, 'node_modules/.bin')
  mkdirSync(bin, { recursive: true })
  const main = join(root, 'dist/src/cli/main.js')
  chmodSync(main, 0o755)
  symlinkSync(main, join(bin, 'vijson'))
  writeFileSync(join(folder, 'package.json'), '{"private": true}')
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** Runs a script as a CI server does, and then ends its background processes. */
async function run(
  script: string,
  cwd: string,
  environment: Record<string, string>,
): Promise<{ code: number | null; output: string }> {
  const inherited = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(VIJSON|GOVC|GITHUB)_/.test(name)),
  )
  const shell = spawn('bash', ['-euo', 'pipefail', '-c', script], {
    cwd,
    env: { ...inherited, ...environment },
    detached: true, // A group of its own, so that all of it can be ended.
  })
  let output = ''
  for (const stream of [shell.stdout, shell.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text
    })
  }
  const closed = once(shell, 'close')
  const [code] = await once(shell, 'exit')
  endGroup(shell.pid ?? 0)
  await closed
  return { code, output }
}

function endGroup(leader: number): void {
  try {
    process.kill(-leader)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error // ESRCH: no process was left.
  }
}

describe('the GitHub Actions workflow', () => {
  interface Step {
    name?: string
    uses?: string
    run?: string
    env?: Record<string, string>
  }
  const workflow: {
    jobs: Record<string, { steps: Step[]; strategy?: { matrix: { include: Record<string, string | number>[] } } }>
  } = parse(recipe('github-actions.yml'))

  /** The scripts of a job without the installation, joined, with the expressions replaced by values. */
  function scriptOf(job: string, matrix: Record<string, string | number>): string {
    const fill = (text: string) =>
      text
        .replaceAll(/\$\{\{ matrix\.(\w+) \}\}/g, (_, name: string) => String(matrix[name]))
        .replaceAll(/\$\{\{ secrets\.(\w+) \}\}/g, (_, name: string) => secrets[name as keyof typeof secrets])
    return (workflow.jobs[job]?.steps ?? [])
      .filter((step) => step.run !== undefined && step.name !== 'install')
      .map(({ run = '', env = {} }) =>
        [
          'if [ -s "$GITHUB_ENV" ]; then set -a; . "$GITHUB_ENV"; set +a; fi',
          ...Object.entries(env).map(([name, value]) => `export ${name}='${fill(String(value))}'`),
          run,
        ].join('\n'),
      )
      .join('\n')
  }

  test('judges each target, writes the summary, and compares the targets', async () => {
    const folder = workspace()
    const [summary, environment] = [join(folder, 'summary.md'), join(folder, 'env')]
    const variables = { GITHUB_STEP_SUMMARY: summary, GITHUB_ENV: environment, GITHUB_ACTIONS: 'true' }
    for (const matrix of workflow.jobs.judge?.strategy?.matrix.include ?? []) {
      writeFileSync(environment, '')
      const { code, output } = await run(scriptOf('judge', { ...matrix, port: 0 }), folder, variables)
      expect(output).toContain('conformant')
      expect(code).toBe(0)
      expect(readFileSync(summary, 'utf8')).toMatch(/^## ✅ conformant/)
      for (const format of ['json', 'xml', 'html', 'har'])
        expect(existsSync(join(folder, `results/${matrix.name}.${format}`))).toBe(true)
    }
    writeFileSync(summary, '')
    const { code } = await run(scriptOf('side-by-side', {}), folder, variables)
    expect(code).toBe(0)
    expect(readFileSync(summary, 'utf8')).toMatch(
      /\| \*\*the run\*\* \| \| \*\*conformant, (\d+) of \1 tested\*\* \| \*\*conformant, \1 of \1 tested\*\* \|/,
    )
    expect(existsSync(join(folder, 'results/matrix.html'))).toBe(true)
  })

  test.skipIf(!hasGo())('passes actionlint', () => {
    const linter = ['run', 'github.com/rhysd/actionlint/cmd/actionlint@v1.7.9']
    execFileSync('go', [...linter, join(root, 'examples/ci/github-actions.yml')], { encoding: 'utf8' })
  })
})

test('the GitLab pipeline judges each target and compares the targets', async () => {
  const pipeline = parse(recipe('gitlab-ci.yml'))
  const folder = workspace()
  const variables = { ...secrets, ...pipeline.judge.variables }
  for (const NAME of pipeline.judge.parallel.matrix[0].NAME) {
    const { code, output } = await run(pipeline.judge.script.join('\n'), folder, { ...variables, NAME })
    expect(output).toContain('conformant')
    expect(code).toBe(0)
    expect(existsSync(join(folder, `results/${NAME}.xml`))).toBe(true)
  }
  const { code } = await run(pipeline['side-by-side'].script.join('\n'), folder, {})
  expect(code).toBe(0)
  expect(readFileSync(join(folder, 'results/matrix.html'), 'utf8')).toContain('target by target')
})

test('the Jenkins stage judges the target and writes the files that it publishes', async () => {
  const text = recipe('Jenkinsfile')
  const script = /sh '''\n([\s\S]*?)'''/.exec(text)?.[1] ?? 'false'
  const environment = Object.fromEntries(
    [...text.matchAll(/(\w+) = '([^']*)'/g)].map(([, name, value]) => [name, value]),
  )
  const folder = workspace()
  const { code, output } = await run(script, folder, { ...environment, ...secrets })
  expect(output).toContain('conformant')
  expect(code).toBe(0)
  const published = /junit '([^']*)'/.exec(text)?.[1] ?? ''
  expect(readFileSync(join(folder, published), 'utf8')).toContain('<testsuites')
})

test('the GitLab pipeline fails its job where the run is inconclusive', async () => {
  const pipeline = parse(recipe('gitlab-ci.yml'))
  const folder = workspace()
  const withWrongPassword = { ...secrets, ...pipeline.judge.variables, NAME: 'wrong', VIJSON_PASSWORD: 'wrong' }
  const { code, output } = await run(pipeline.judge.script.join('\n'), folder, withWrongPassword)
  expect(output).toContain('was refused with the fault InvalidLogin')
  expect(code).toBe(3)
})

describe('the action', () => {
  const action = parse(readFileSync(join(root, 'action.yml'), 'utf8')) as {
    runs: {
      using: string
      steps: { id?: string; name?: string; run?: string; shell?: string; env?: Record<string, string> }[]
    }
  }
  const judge = action.runs.steps.find(({ id }) => id === 'judge')

  test('is composite, and each of its scripts names its shell', () => {
    expect(action.runs.using).toBe('composite')
    expect(action.runs.steps.filter(({ run, shell }) => run !== undefined && shell !== 'bash')).toEqual([])
    // What is given stands in variables, never in a script: there it could be a command.
    expect(action.runs.steps.filter(({ run = '' }) => run.includes('${{'))).toEqual([])
  })

  test.each([
    ['a target that is conformant', 'mock', '--only no-content --seed 1', 0],
    ['a target that is not there', 'https://nowhere.invalid', '--only no-content', 3],
    ['an option that is none', 'mock', '--no-such-option', 2],
  ])('judges %s, writes the reports, and gives the exit code', async (_, target, given, code) => {
    const folder = workspace()
    const output = join(folder, 'output')
    const environment = {
      TARGET: target,
      REPORT: 'json=result.json\njunit=result.xml\n',
      ARGUMENTS: given,
      ACTION_PATH: root,
      GITHUB_OUTPUT: output,
      VIJSON_USERNAME: 'administrator@vsphere.local',
      VIJSON_PASSWORD: secrets.VIJSON_PASSWORD,
    }
    const ended = await run(judge?.run ?? 'exit 99', folder, environment)
    expect([ended.code, readFileSync(output, 'utf8')]).toEqual([code, `exit-code=${code}\n`])
    expect([existsSync(join(folder, 'result.json')), existsSync(join(folder, 'result.xml'))]).toEqual([
      code !== 2,
      code !== 2,
    ])
  })
})

test('the container builds from what a clone has, pins its major version of Node, and does not run as root', () => {
  const lines = readFileSync(join(root, 'Containerfile'), 'utf8')
    .split('\n')
    .filter((line) => /^[A-Z]+ /.test(line))
  expect(lines.filter((line) => line.startsWith('FROM')).every((line) => line.includes('node:22-slim'))).toBe(true)
  expect(lines).toContain('USER node')
  for (const line of lines.filter((one) => one.startsWith('COPY') && !one.includes('--from')))
    for (const file of line.split(' ').slice(1, -1)) expect(existsSync(join(root, file))).toBe(true)
})

test('the step of the Containerfile that packs the archive writes it to a folder that it makes', () => {
  const [, steps = ''] = /^RUN npm run build && (.*)$/m.exec(readFileSync(join(root, 'Containerfile'), 'utf8')) ?? []
  const parent = mkdtempSync(join(tmpdir(), 'vijson-'))
  onTestFinished(() => rmSync(parent, { recursive: true }))
  execFileSync('sh', ['-c', steps.replaceAll('/archive', join(parent, 'archive'))], { cwd: root, stdio: 'ignore' })
  expect(readdirSync(join(parent, 'archive'))).toEqual([expect.stringMatching(/^vijson-conformance-.*\.tgz$/)])
})

test('docker and podman leave out the same files', () => {
  const [podman, docker] = ['.containerignore', 'Containerfile.dockerignore'].map((file) =>
    readFileSync(join(root, file), 'utf8'),
  )
  expect(docker).toBe(podman)
})
