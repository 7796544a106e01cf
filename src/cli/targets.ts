import { type RunOptions, recordedTarget, type Target } from '../conformance/index.ts'
import { createApp, createVCenter } from '../mock/index.ts'
import { defined } from './options.ts'
import { readRegularFile, sizes } from './read-file.ts'
import type { TargetSettings } from './settings.ts'
import { UsageError } from './usage.ts'

/** A target that is ready, the options of the run, and what closes it. */
export interface OpenTarget {
  target: Target
  options: RunOptions
  close(): void
}

/** The URL of a mock without a server: names under .invalid are reserved (RFC 2606). */
const mockUrl = 'https://mock.invalid'

/**
 * Opens the target: the mock in process, the mock through msw, a recorded run; a server that is running needs no opening.
 *
 * @param options those of the command line; a recorded run has some of its own.
 */
export async function openTarget(settings: TargetSettings, options: RunOptions): Promise<OpenTarget> {
  if (settings.kind === 'recorded') return openRecording(settings.file, options)
  const { release, controller, limited } = settings
  const common = { release, controller, ...(limited === undefined ? {} : { limited }) }
  switch (settings.kind) {
    case 'mock': {
      const app = createApp(createVCenter())
      const target = { ...common, url: mockUrl, fetch: async (request: Request) => app.fetch(request) }
      return { target, options, close() {} }
    }
    case 'msw': {
      const { setupServer, handlers } = await loadMsw()
      const server = setupServer(...handlers(mockUrl))
      server.listen({ onUnhandledRequest: 'error' })
      // Nobody is logged on there whose sessions end for another reason.
      return { target: { ...common, url: mockUrl }, options: { idleMs: 0, ...options }, close: () => server.close() }
    }
    case 'url':
      return {
        target: { ...common, url: settings.url, tls: settings.tls, ...defined({ proxy: settings.proxy }) },
        options,
        close() {},
      }
  }
}

async function openRecording(file: string, given: RunOptions): Promise<OpenTarget> {
  if (given.seed !== undefined || given.exclusive !== undefined)
    throw new UsageError('a recorded run has its own seed and exclusiveness; omit --seed and --exclusive')
  const { target, options } = recordedTarget(await loadRecording(file), given.only)
  const { strict = options.strict, level } = given
  return { target, options: { ...options, ...defined({ strict, level }) }, close() {} }
}

async function loadRecording(file: string) {
  const { readRecording, UnreadableRecording } = await import('../report/har/read.ts')
  const text = readRegularFile(file, 'recorded run', sizes.recording)
  try {
    return readRecording(text)
  } catch (error) {
    if (!(error instanceof UnreadableRecording)) throw error
    throw new UsageError(`${file} cannot be judged again: ${error.message}`, { cause: error })
  }
}

/** msw is a peer dependency, in the version that the user has installed. */
async function loadMsw() {
  try {
    const [{ setupServer }, { handlers }] = await Promise.all([import('msw/node'), import('../mock/msw.ts')])
    return { setupServer, handlers }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw error
    throw new UsageError('the target msw needs the package msw; install it with: npm install --save-dev msw', {
      cause: error,
    })
  }
}
