import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import manifest from '../../package.json' with { type: 'json' }
import { documentForTools } from './document.ts'
import { type Installed, versions } from './install.ts'
import { listening } from './listening.ts'
import { type ProcessOptions, run, start, textOf } from './processes.ts'
import {
  failuresOfCalls,
  failuresOfDredd,
  failuresOfPrism,
  failuresOfSchemathesis,
  failuresOfVijson,
} from './verdicts.ts'

/** What a user might take to test a target. */
export interface Tool {
  name: string
  /** Tests a target. @returns what it reports against it. */
  judge(url: string): Promise<string[]>
}

/** A file of this folder. */
const here = (name: string) => fileURLToPath(new URL(name, import.meta.url))
const main = fileURLToPath(new URL('../../dist/src/cli/main.js', import.meta.url))

/** The accounts of the mock, as users give them: in the environment, on no command line. */
const accounts = {
  VIJSON_USERNAME: 'administrator@vsphere.local',
  VIJSON_PASSWORD: 'VMware1!',
  VIJSON_LIMITED_USERNAME: 'readonly@vsphere.local',
  VIJSON_LIMITED_PASSWORD: 'VMware1!',
}

/** Runs a tool in a folder of its own, so that it finds nothing that an earlier run has kept. */
async function inFolder<Value>(task: (folder: string) => Promise<Value>): Promise<Value> {
  const folder = mkdtempSync(join(tmpdir(), 'vijson-compare-'))
  try {
    return await task(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** How a tool is run in its folder: with the target and the accounts in its environment. */
const settings = (folder: string, url: string): ProcessOptions => ({
  cwd: folder,
  environment: { ...accounts, VIJSON_TARGET: url, XDG_STATE_HOME: folder },
})

/** Writes the document into a folder. @returns its file. */
function writeDocument(folder: string, options: Parameters<typeof documentForTools>[0] = {}): string {
  const file = join(folder, 'openapi.json')
  writeFileSync(file, JSON.stringify(documentForTools(options)))
  return file
}

const calls = async (folder: string, url: string) => run('bash', [here('calls.sh')], settings(folder, url))

/** The tools, in the order of the table. */
export function toolsOf(installed: Installed): Tool[] {
  return [
    {
      name: `Schemathesis ${versions.schemathesis}`,
      judge: async (url) =>
        inFolder(async (folder) => {
          for (const name of ['schemathesis.toml', 'schemathesis_hooks.py'])
            copyFileSync(here(name), join(folder, name))
          const report = join(folder, 'report.json')
          const args = ['--config-file', 'schemathesis.toml', 'run', writeDocument(folder), '--url', url]
          await run(installed.schemathesis, [...args, '--report-json-path', report], settings(folder, url))
          return failuresOfSchemathesis(textOf(report))
        }),
    },
    {
      name: `Dredd ${versions.dredd}`,
      judge: async (url) =>
        inFolder(async (folder) => {
          const hooks = ['--hookfiles', here('dredd-hooks.cjs'), '--no-color']
          const args = [installed.dredd, writeDocument(folder), url, ...hooks]
          return failuresOfDredd(await run(process.execPath, args, settings(folder, url)))
        }),
    },
    {
      name: `Prism ${versions.prism} as a proxy, with the calls of the script`,
      judge: async (url) =>
        inFolder(async (folder) => {
          const document = writeDocument(folder, { isTokenOptional: true })
          const args = [installed.prism, 'proxy', document, url, '--port', '0', '--errors']
          const prism = start(process.execPath, args, settings(folder, url))
          try {
            await calls(folder, await listening(prism))
          } finally {
            prism.stop()
          }
          await prism.ended
          return failuresOfPrism(prism.printed())
        }),
    },
    {
      name: 'fifteen checks with curl, `scripts/compare/calls.sh`',
      judge: async (url) => inFolder(async (folder) => failuresOfCalls(await calls(folder, url))),
    },
    {
      name: `\`vijson test\` ${manifest.version}`,
      judge: async (url) =>
        inFolder(async (folder) => {
          const report = join(folder, 'report.json')
          const args = [main, 'test', '--seed', '1', '--quiet', '--report', `json=${report}`]
          await run(process.execPath, args, settings(folder, url))
          return failuresOfVijson(textOf(report))
        }),
    },
  ]
}
