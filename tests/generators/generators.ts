import { copyFile, cp, mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { run } from '../support/consumer.ts'

/** A generator that others wrote, from a document to a program that uses its client. */
export interface Generator {
  name: string
  /** The folder of its program. */
  program: string
  /** The programs that it needs on this machine. */
  needs: readonly string[]
  /** Whether it takes less than a minute on a machine that has nothing of it yet. */
  isQuick: boolean
  /** What its client makes of a 200 without a body, by which a vCenter says `null`. */
  nobody: unknown
  /** Generates and compiles a client in a folder that holds `openapi.json` and the program. @returns the command of the program. */
  prepare(folder: string): Promise<string[]>
}

const root = fileURLToPath(new URL('../../', import.meta.url))
const bin = (name: string) => join(root, 'node_modules/.bin', name)

/** Runs a command, and throws its output where it fails. */
async function must(folder: string, command: string, ...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await run(command, args, folder)
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${code}:\n${stdout}${stderr}`)
  return stdout
}

/** Compiles a program in TypeScript with its client. */
async function compileTypeScript(folder: string): Promise<string[]> {
  await writeFile(join(folder, 'package.json'), '{"type":"module"}')
  const modules = ['--module', 'esnext', '--moduleResolution', 'bundler', '--skipLibCheck']
  const types = ['--types', 'node', '--typeRoots', join(root, 'node_modules/@types')]
  const strict = ['--noEmit', '--strict', '--target', 'es2022', '--lib', 'es2022,dom,dom.iterable']
  await must(folder, bin('tsc'), ...strict, ...modules, ...types, 'program.ts')
  return [bin('tsx'), 'program.ts']
}

/** Builds a program in Go with its client, which uses one module. */
async function buildGo(folder: string, module: string): Promise<string[]> {
  await must(folder, 'go', 'get', module)
  await must(folder, 'go', 'mod', 'tidy')
  await must(folder, 'go', 'build', '-buildvcs=false', '-o', 'program', '.')
  return [join(folder, 'program')]
}

/** Installs packages of Python. @returns the folder of the programs that they bring. */
async function installPython(folder: string, ...packages: string[]): Promise<string> {
  await must(folder, 'python3', '-m', 'venv', 'python')
  await must(folder, 'python/bin/pip', 'install', '--quiet', ...packages)
  return join(folder, 'python/bin')
}

/** The archive of OpenAPI Generator, by Maven. */
async function generateByOpenApiGenerator(folder: string, ...options: string[]): Promise<void> {
  const artifact = 'org.openapitools:openapi-generator-cli:7.25.0'
  await must(folder, 'mvn', '-q', '-B', 'dependency:copy', `-Dartifact=${artifact}`, `-DoutputDirectory=${folder}`)
  const archive = 'openapi-generator-cli-7.25.0.jar'
  await must(folder, 'java', '-jar', archive, 'generate', '-i', 'openapi.json', '-o', 'client', ...options)
}

export const generators: readonly Generator[] = [
  {
    name: '@hey-api/openapi-ts 0.99',
    program: 'hey-api',
    needs: [],
    isQuick: true,
    nobody: {},
    async prepare(folder) {
      const packages = ['--package', '@hey-api/openapi-ts@0.99.0', '--package', 'typescript@5.9.3']
      const options = ['-i', 'openapi.json', '-o', 'generated', '-c', '@hey-api/client-fetch']
      await must(folder, 'npx', '--yes', ...packages, '--', 'openapi-ts', ...options)
      return compileTypeScript(folder)
    },
  },
  {
    name: 'orval 8.38',
    program: 'orval',
    needs: [],
    isQuick: true,
    nobody: {},
    async prepare(folder) {
      const options = ['--input', 'openapi.json', '--output', 'generated/api.ts', '--client', 'fetch']
      await must(folder, 'npx', '--yes', 'orval@8.38.0', ...options)
      return compileTypeScript(folder)
    },
  },
  {
    name: 'oapi-codegen 2.8',
    program: 'oapi-codegen',
    needs: ['go'],
    isQuick: true,
    nobody: 'an error',
    async prepare(folder) {
      await mkdir(join(folder, 'generated'))
      await must(folder, 'go', 'mod', 'init', 'program')
      const tool = 'github.com/oapi-codegen/oapi-codegen/v2/cmd/oapi-codegen@v2.8.2'
      const options = ['-generate', 'types,client', '-package', 'generated', '-o', 'generated/client.go']
      await must(folder, 'go', 'run', tool, ...options, 'openapi.json')
      return buildGo(folder, 'github.com/oapi-codegen/runtime@v1.9.0')
    },
  },
  {
    name: 'ogen 1.24',
    program: 'ogen',
    needs: ['go'],
    isQuick: true,
    nobody: 'an error',
    async prepare(folder) {
      await must(folder, 'go', 'mod', 'init', 'program')
      const options = ['--target', 'generated', '--package', 'generated', 'openapi.json']
      await must(folder, 'go', 'run', 'github.com/ogen-go/ogen/cmd/ogen@v1.24.0', ...options)
      return buildGo(folder, 'github.com/ogen-go/ogen@v1.24.0')
    },
  },
  {
    name: 'openapi-python-client 0.29',
    program: 'openapi-python-client',
    needs: ['python3'],
    isQuick: false,
    nobody: 'an error',
    async prepare(folder) {
      const programs = await installPython(folder, 'openapi-python-client==0.29.1')
      const options = ['--path', 'openapi.json', '--meta', 'none', '--output-path', 'generated']
      await must(folder, join(programs, 'openapi-python-client'), 'generate', ...options)
      return [join(programs, 'python'), 'program.py']
    },
  },
  {
    name: 'OpenAPI Generator 7.25, Python',
    program: 'openapi-generator-python',
    needs: ['python3', 'java', 'mvn'],
    isQuick: false,
    nobody: 'an error',
    async prepare(folder) {
      await generateByOpenApiGenerator(folder, '-g', 'python')
      await rename(join(folder, 'client/openapi_client'), join(folder, 'openapi_client'))
      const programs = await installPython(folder, '-r', 'client/requirements.txt')
      return [join(programs, 'python'), 'program.py']
    },
  },
  {
    name: 'OpenAPI Generator 7.25, Java',
    program: 'openapi-generator-java',
    needs: ['java', 'mvn'],
    isQuick: false,
    nobody: null,
    async prepare(folder) {
      await generateByOpenApiGenerator(folder, '-g', 'java', '--additional-properties=library=native')
      await copyFile(join(folder, 'Program.java'), join(folder, 'client/src/main/java/Program.java'))
      const client = join(folder, 'client')
      await must(client, 'mvn', '-q', '-B', 'compile', 'dependency:build-classpath', '-Dmdep.outputFile=classpath.txt')
      const classes = await readFile(join(client, 'classpath.txt'), 'utf8')
      return ['java', '-cp', `${join(client, 'target/classes')}:${classes.trim()}`, 'Program']
    },
  },
]

/** The program of a generator and the document, in a folder. */
export async function copyProgram({ program }: Generator, folder: string): Promise<void> {
  await cp(fileURLToPath(new URL(`programs/${program}`, import.meta.url)), folder, { recursive: true })
  await copyFile(join(root, 'generated/openapi.json'), join(folder, 'openapi.json'))
}
