import { answerIn, sendCall } from './call.ts'
import type { Send } from './message.ts'

/** The releases of the VI JSON schema that this client speaks, newest first. The operations of the fragment are the same in all of them. */
export const knownReleases = ['9.1.1.0', '9.1.0.0', '9.0.0.0', '8.0.3.1', '8.0.3.0', '8.0.2.0', '8.0.1.0'] as const

/** The first release with VI JSON. Newer servers accept it (live on 8.0.2: the Domotz driver). */
const oldestRelease = '8.0.1.0'

/** Negotiates the release with hello. Without hello, which exists since 8.0.2.0, or without a common release, it is the oldest. */
export async function negotiateRelease(url: string, send: Send): Promise<string> {
  const body = { api_releases: [...knownReleases] }
  const answer = answerIn<{ api_release?: string } | null>(
    await sendCall(send, 'POST', `${url}/api/vcenter/system?action=hello`, { body }),
  )
  const agreed = answer.kind === 'value' ? answer.value?.api_release : undefined
  return knownReleases.find((release) => release === agreed) ?? oldestRelease
}
