import { readFile } from 'node:fs/promises'
import { type RunOptions, recordedTarget, type Target } from '../conformance/index.ts'
import { createApp, createVCenter } from '../mock/index.ts'
import { defined } from './options.ts'
import type { TargetSettings } from './settings.ts'
import { UsageError } from './usage.ts'

/** A target that can be judged, under which options, and what lets go of it. */
export interface OpenTarget {
  target: Target
  options: RunOptions
  close(): void
}

/** The host of a mock that needs none: names under .invalid belong to nobody. */
const nowhere = 'https://mock.invalid'

/**
 * Opens what the settings name: the mock in process, the mock through msw, a recorded run, or nothing for a server that runs already.
 *
 * @param options what the command line says of the run; a recorded run has some of it of its own.
 */
export async function openTarget(settings: TargetSettings, options: RunOptions): Promise<OpenTarget> {
  if (settings.kind === 'recorded') return openRecording(settings.file, options)
  const { release, controller, limited } = settings
  const common = { release, controller, ...(limited === undefined ? {} : { limited }) }
  switch (settings.kind) {
    case 'mock': {
      const app = createApp(createVCenter())
      const target = { ...common, url: nowhere, fetch: async (request: Request) => app.fetch(request) }
      return { target, options, close() {} }
    }
    case 'msw': {
      const { setupServer, handlers } = await loadMsw()
      const server = setupServer(...handlers(nowhere))
      server.listen({ onUnhandledRequest: 'error' })
      return { target: { ...common, url: nowhere }, options, close: () => server.close() }
    }
    case 'url':
      return { target: { ...common, url: settings.url, tls: settings.tls }, options, close() {} }
  }
}

async function openRecording(file: string, given: RunOptions): Promise<OpenTarget> {
  if (given.seed !== undefined || given.exclusive !== undefined)
    throw new UsageError('a recorded run has its own seed, and was exclusive or not; leave out --seed and --exclusive')
  const { target, options } = recordedTarget(await readFileOf(file), given.only)
  const { strict = options.strict, level } = given
  return { target, options: { ...options, ...defined({ strict, level }) }, close() {} }
}

async function readFileOf(file: string) {
  const { readRecording, UnreadableRecording } = await import('../report/har/read.ts')
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`the recorded run ${file} could not be read: ${error.code}`, { cause: error })
  })
  try {
    return readRecording(text)
  } catch (error) {
    if (!(error instanceof UnreadableRecording)) throw error
    throw new UsageError(`${file} cannot be judged again: ${error.message}`, { cause: error })
  }
}

/** msw is the user's own, in the version that the user has: the package does not bring it. */
async function loadMsw() {
  try {
    const [{ setupServer }, { handlers }] = await Promise.all([import('msw/node'), import('../mock/msw.ts')])
    return { setupServer, handlers }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw error
    throw new UsageError('the target msw needs the package msw: npm install --save-dev msw', { cause: error })
  }
}
