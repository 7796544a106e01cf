import type { Target } from '../conformance/index.ts'
import { createApp, createVCenter } from '../mock/index.ts'
import type { TargetSettings } from './settings.ts'
import { UsageError } from './usage.ts'

/** A target that can be judged, and what lets go of it. */
export interface OpenTarget {
  target: Target
  close(): void
}

/** The host of a mock that needs none: names under .invalid belong to nobody. */
const nowhere = 'https://mock.invalid'

/** Opens what the settings name: the mock in process, the mock through msw, or nothing for a server that runs already. */
export async function openTarget(settings: TargetSettings): Promise<OpenTarget> {
  const { release, controller, limited } = settings
  const common = { release, controller, ...(limited === undefined ? {} : { limited }) }
  switch (settings.kind) {
    case 'mock': {
      const app = createApp(createVCenter())
      return { target: { ...common, url: nowhere, fetch: async (request) => app.fetch(request) }, close() {} }
    }
    case 'msw': {
      const { setupServer, handlers } = await loadMsw()
      const server = setupServer(...handlers(nowhere))
      server.listen({ onUnhandledRequest: 'error' })
      return { target: { ...common, url: nowhere }, close: () => server.close() }
    }
    case 'url':
      return { target: { ...common, url: settings.url, tls: settings.tls }, close() {} }
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
