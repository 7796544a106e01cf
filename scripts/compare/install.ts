import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The versions that are compared. */
export const versions = { schemathesis: '4.32.5', dredd: '14.1.0', prism: '5.14.2' }

/** The programs of the tools that are installed. */
export interface Installed {
  schemathesis: string
  /** Files that Node runs. */
  dredd: string
  prism: string
}

/** The comparison cannot be made here. */
export class CannotCompare extends Error {
  /** Tells the errors of the scripts apart. */
  readonly code = 'cannot-compare'

  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'CannotCompare'
  }
}

const folder = fileURLToPath(new URL('../../node_modules/.cache/vijson-compare/', import.meta.url))

/** Programs that are not installed by this script. */
const needed: [program: string, argument: string][] = [
  ['bash', '--version'],
  ['curl', '--version'],
  ['jq', '--version'],
  ['npm', '--version'],
  ['python3', '--version'],
]

/**
 * Installs the tools into a folder below node_modules/.cache, where they are not there yet.
 *
 * @throws CannotCompare where a program is missing, or a tool cannot be installed.
 */
export function install(): Installed {
  const missing = needed.filter(([program, argument]) => spawnSync(program, [argument]).status !== 0)
  if (missing.length > 0)
    throw new CannotCompare(
      `missing: ${missing.map(([program]) => program).join(', ')}; install what is missing, and try again`,
    )
  // A folder for each set of versions: an older installation is never taken for this one.
  const home = join(folder, Object.values(versions).join('-'))
  const [inNode, inPython] = [join(home, 'npm'), join(home, 'python')]
  if (!existsSync(join(home, 'complete'))) {
    console.error('installs Schemathesis, Dredd and Prism in node_modules/.cache/vijson-compare')
    mkdirSync(inNode, { recursive: true })
    const packages = { dredd: versions.dredd, '@stoplight/prism-cli': versions.prism }
    writeFileSync(join(inNode, 'package.json'), JSON.stringify({ private: true, dependencies: packages }))
    must('npm', ['install', '--prefix', inNode, '--ignore-scripts', '--no-audit', '--no-fund'])
    must('python3', ['-m', 'venv', inPython])
    must(join(inPython, 'bin/pip'), ['install', '--quiet', `schemathesis==${versions.schemathesis}`])
    writeFileSync(join(home, 'complete'), '')
  }
  return {
    schemathesis: join(inPython, 'bin/schemathesis'),
    dredd: join(inNode, 'node_modules/dredd/bin/dredd'),
    prism: join(inNode, 'node_modules/@stoplight/prism-cli/dist/index.js'),
  }
}

function must(command: string, args: string[]): void {
  const { status, error } = spawnSync(command, args, { stdio: ['ignore', 'ignore', 'inherit'] })
  if (status !== 0)
    throw new CannotCompare(`a tool cannot be installed: ${command} ended with ${status}; see above`, { cause: error })
}
