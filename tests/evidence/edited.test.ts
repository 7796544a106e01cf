import { beforeAll, describe, expect, test } from 'vitest'
import { runSuite, type SuiteResult } from '../../src/conformance/index.ts'
import { mockTarget } from '../support/mock-target.ts'
import { restoringTarget } from '../support/restoring-target.ts'
import { judgedAgain } from './again.ts'

describe('a HAR file that was edited', () => {
  let live: SuiteResult
  beforeAll(async () => {
    live = await runSuite(mockTarget())
  })

  /** Edits the entries of a file. */
  const editing = (change: (entries: HarEntry[]) => HarEntry[]) => (har: string) => {
    const file = JSON.parse(har)
    file.log.entries = change(file.log.entries)
    return JSON.stringify(file)
  }
  interface HarEntry {
    pageref?: string
    request: { url: string; postData?: { text: string } }
    response: { status: number; content: { size: number; text?: string } }
  }
  const isCallOf = (id: string) => (entry: HarEntry) =>
    entry.pageref === id && entry.request.url.endsWith('/TerminateSession')
  const verdictOf = (result: SuiteResult, id: string) => result.requirements.find((one) => one.id === id)

  test('a changed answer gives another verdict', async () => {
    const id = 'terminate.success.no-content'
    const edit = editing((entries) =>
      entries.map((entry) =>
        isCallOf(id)(entry)
          ? { ...entry, response: { ...entry.response, status: 500, content: { size: 0, text: '' } } }
          : entry,
      ),
    )
    const again = await judgedAgain(live, { edit })
    expect(verdictOf(again, id)).toMatchObject({ verdict: 'fail', finding: { code: 'unexpected-status' } })
    expect(again.verdict).toBe('nonconformant')
    expect(again.counts).toEqual({ ...live.counts, pass: live.counts.pass - 1, fail: 1 })
  })

  const path = '/sdk/vim25/8.0.3.0/SessionManager/SessionManager'
  const noExchange = 'got no answer: the recorded run has no exchange for POST'

  test.each<[string, (entries: HarEntry[], isEdited: (entry: HarEntry) => boolean) => HarEntry[], string]>([
    [
      'a missing exchange',
      (entries, isEdited) => entries.filter((entry) => !isEdited(entry)),
      `AcquireCloneTicket ${noExchange} ${path}/AcquireCloneTicket`,
    ],
    [
      'a missing body',
      (entries, isEdited) =>
        entries.map((entry) =>
          isEdited(entry) ? { ...entry, response: { ...entry.response, content: { size: 9 } } } : entry,
        ),
      `TerminateSession got no answer: the recorded run does not hold the body of the answer to POST ${path}/TerminateSession`,
    ],
    [
      'a changed request',
      (entries, isEdited) =>
        entries.map((entry) =>
          isEdited(entry) ? { ...entry, request: { ...entry.request, postData: { mimeType: '', text: '{}' } } } : entry,
        ),
      `TerminateSession ${noExchange} ${path}/TerminateSession`,
    ],
  ])('%s makes its requirement unreached, and no other', async (_, change, message) => {
    const id = 'terminate.not-found.fault'
    const again = await judgedAgain(live, { edit: editing((entries) => change(entries, isCallOf(id))) })
    expect(verdictOf(again, id)).toMatchObject({
      verdict: 'unreached',
      finding: { code: 'unanswered', message },
    })
    expect(again.counts).toEqual({ ...live.counts, pass: live.counts.pass - 1, unreached: 1 })
    expect(again.verdict).toBe('inconclusive')
  })

  test('a missing recheck makes its requirement unreached', async () => {
    const target = restoringTarget()
    const late = await runSuite(target, { only: ['terminate.success.all-listed'], onJudged: target.restore })
    // The recheck is every sessionList of the run as a whole except the first; the count of exchanges is changed with it.
    const edit = (har: string) => {
      const file = JSON.parse(har)
      const isRead = ({ pageref, request }: HarEntry) => pageref === undefined && request.url.endsWith('/sessionList')
      const [first] = file.log.entries.filter(isRead)
      file.log.entries = file.log.entries.filter((entry: HarEntry) => entry === first || !isRead(entry))
      file.log._vijson.counts[''] = file.log.entries.filter(({ pageref }: HarEntry) => pageref === undefined).length
      return JSON.stringify(file)
    }
    expect(await judgedAgain(late, { edit })).toMatchObject({
      verdict: 'inconclusive',
      requirements: [
        {
          verdict: 'unreached',
          finding: { message: 'the recorded run does not hold the recheck of these sessions' },
        },
      ],
    })
  })

  test('missing exchanges of the run as a whole make every requirement unreached', async () => {
    const edit = editing((entries) =>
      entries.filter((entry) => !entry.request.url.endsWith('/Logout') || entry.pageref !== undefined),
    )
    expect((await judgedAgain(live, { edit })).counts.unreached).toBe(live.requirements.length)
  })

  test('a file without entries makes every requirement unreached', async () => {
    const again = await judgedAgain(live, { edit: editing(() => []) })
    expect(again).toMatchObject({ verdict: 'inconclusive', problem: { code: 'unreachable' } })
    expect(again.counts.unreached).toBe(live.requirements.length)
  })

  test('a shorter manifest gives a result with that manifest', async () => {
    const edit = (har: string) => {
      const file = JSON.parse(har)
      file.log._vijson.manifest = file.log._vijson.manifest.slice(0, 5)
      return JSON.stringify(file)
    }
    const again = await judgedAgain(live, { edit })
    expect(again.manifest).toEqual(live.manifest.slice(0, 5))
  })
})
