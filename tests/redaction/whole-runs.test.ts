import { createColors } from 'picocolors'
import { describe, expect, test } from 'vitest'
import type { Fetch } from '../../src/client/index.ts'
import { proposedDeviations } from '../../src/conformance/deviations/propose.ts'
import { endRecorded, type RunOptions, type RunRecord, runSuite, type Target } from '../../src/conformance/index.ts'
import { builtInPrincipals, createVCenter } from '../../src/mock/index.ts'
import { githubAnnotations } from '../../src/report/annotations.ts'
import { consoleReport } from '../../src/report/console.ts'
import { formats } from '../../src/report/formats.ts'
import { mockTarget } from '../support/mock-target.ts'
import { writers } from './writers.ts'

// A target that writes the run's password, tokens and clone tickets into whatever it sends, in each way of writing; then everything that the run tells is read.

const password = 'S3cret/of=the&"run"<1>'
const requirements = [
  'terminate.success.no-content',
  'terminate.not-found.fault',
  'terminate.fault.schema',
  'terminate.fault.no-secrets',
  'terminate.privilege.fault',
  'terminate.success.clones',
]

/** What a target does to the answer to a request for a member. */
type Echo = (member: string, answer: Response, echo: (text: string) => string) => Promise<Response>

/** Puts what it writes into headers, and into every text of every fault, session and description of itself. */
const everywhere: Echo = async (member, answer, echo) => {
  const headers = new Headers(answer.headers)
  headers.set(
    'x-message',
    Buffer.from(echo(password))
      .toString('latin1')
      .replaceAll(/[\0\r\n]/g, ' '),
  )
  headers.delete('content-length')
  const text = await answer.text()
  if (text === '') return new Response(null, { status: answer.status, headers })
  const value: unknown = JSON.parse(text)
  const changed = ['Login', 'CloneSession', 'currentSession'].includes(member) ? value : withTexts(value, echo)
  return Response.json(changed, { status: answer.status, headers })
}

function withTexts(value: unknown, echo: (text: string) => string): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return [...value.map((one) => withTexts(one, echo)), session(echo)]
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name,
      ['faultstring', 'fullName', 'name', 'build'].includes(name) ? echo(password) : withTexts(member, echo),
    ]),
  )
}

const session = (echo: (text: string) => string) => ({
  key: 'of-others',
  userName: echo(password),
  userAgent: echo(password),
})

/** Answers one member with a body that holds the secret, and status 500. */
const failing =
  (failed: string): Echo =>
  async (member, answer, echo) =>
    member === failed
      ? Response.json(
          { _typeName: 'RuntimeFault', faultstring: echo(password), message: echo(password) },
          { status: 500 },
        )
      : answer

/** @param tickets the clone tickets that it hands out. */
function targetThat(echo: Echo, name: string, tickets: string[] = []): Target {
  const [controller, limited] = builtInPrincipals.map((principal) => ({ ...principal, password }))
  if (controller === undefined || limited === undefined) throw new Error('the mock has two principals')
  const vcenter = createVCenter({ principals: [controller, limited] })
  const around =
    (fetch: Fetch): Fetch =>
    async (request) => {
      const token = request.headers.get('vmware-api-session-id') ?? ''
      const member = request.url.split('/').at(-1) ?? ''
      const answer = await echo(
        member,
        await fetch(request),
        (text) => writers[name]?.write(`${text} ${token} ${tickets.at(-1) ?? ''}`) ?? '',
      )
      if (member === 'AcquireCloneTicket' && answer.ok) tickets.push((await answer.clone().json()) as string) // The mock's own answer.
      return answer
    }
  const { userName } = controller
  return {
    ...mockTarget({ vcenter, around }),
    controller: { userName, password },
    limited: { userName: limited.userName, password },
  }
}

/** All that a run tells: its reports, what it prints, what it calls back with, and what it writes into its record. */
async function toldBy(target: Target): Promise<Record<string, string>> {
  const told: unknown[] = []
  const record = Object.fromEntries(
    ['loginSent', 'loginFailed', 'opened', 'ended', 'stillOpen', 'keyLost'].map((name) => [
      name,
      (...values: unknown[]) => told.push(...values),
    ]),
  ) as unknown as RunRecord // Each of them only keeps what it is told.
  const options: RunOptions = {
    only: requirements,
    seed: 1,
    idleMs: 0,
    record: () => record,
    onJudged: (...judged) => told.push(...judged),
  }
  const result = await runSuite(target, options)
  return {
    result: JSON.stringify(result),
    'called back and recorded': JSON.stringify(told),
    console: consoleReport(result, createColors(false)),
    annotations: githubAnnotations(result).join('\n'),
    'deviations proposals': proposedDeviations(result),
    // The vitest binding throws these.
    'failed tests': result.requirements.map(({ finding }) => finding?.message).join('\n'),
    har: await (await formats.har())(result),
    html: await (await formats.html())(result),
    json: await (await formats.json())(result),
    junit: await (await formats.junit())(result),
    markdown: await (await formats.markdown())(result),
  }
}

/** Every text in a JSON text, at any depth; the text itself where it is no JSON. */
function textsIn(text: string): string[] {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return [text]
  }
  const inside = (part: unknown): string[] => {
    if (typeof part === 'string')
      return [part, ...(part.startsWith('{') ? textsIn(part).filter((one) => one !== part) : [])]
    return typeof part === 'object' && part !== null ? Object.values(part).flatMap(inside) : []
  }
  return [text, ...inside(value)]
}

/** What holds the password or a ticket to a reader, read as it is, and as the writer's reader reads it. */
function heldIn(told: Record<string, string>, name: string, tickets: readonly string[] = []): string[] {
  const isHeld = (text: string) => [password, ...tickets].some((secret) => text.includes(secret))
  const read = (text: string) => {
    try {
      return writers[name]?.read(text) ?? ''
    } catch {
      return '' // Masking has left no such text.
    }
  }
  return Object.entries(told).flatMap(([output, text]) =>
    textsIn(text).some((one) => isHeld(one) || isHeld(read(one))) ? [output] : [],
  )
}

/** Members whose answer may fail. */
const members = [
  'TerminateSession',
  'sessionList',
  'currentSession',
  'Login',
  'AcquireCloneTicket',
  'CloneSession',
  'content',
  'hello',
]

/** A fourth of the ways of writing, each of them for two of the members: what is masked does not depend on the member, and each takes a run. */
const writersFor = (member: string) =>
  Object.keys(writers).filter((_, index) => index % 4 === members.indexOf(member) % 4)

describe('a target that echoes the password of a run, the token of each request and the latest clone ticket', () => {
  test.each(Object.keys(writers))('in %s finds it in nothing that the run tells', async (name) => {
    const tickets: string[] = []
    const told = await toldBy(targetThat(everywhere, name, tickets))
    expect(heldIn(told, name, tickets)).toEqual([])
    expect(told.result).toContain('redacted-')
    expect(tickets).not.toEqual([])
  })

  test.each(members)(
    'when %s fails, in a fourth of the ways of writing, finds it in nothing that the run tells',
    async (member) => {
      const held: string[] = []
      for (const name of writersFor(member)) {
        const tickets: string[] = []
        const told = await toldBy(targetThat(failing(member), name, tickets))
        held.push(...heldIn(told, name, tickets).map((output) => `${output}, ${name}`))
      }
      expect(held).toEqual([])
    },
    120_000,
  )

  test('for some member, each way of writing is tried', () => {
    expect(new Set(members.flatMap(writersFor))).toEqual(new Set(Object.keys(writers)))
  })

  test.each(['sessionList', 'Login', 'content'])(
    'when %s fails, finds it in nothing that the end of earlier runs tells',
    async (member) => {
      for (const name of Object.keys(writers)) {
        const ending = await endRecorded(targetThat(failing(member), name), { leftovers: [] }, true)
        expect(ending.kind).toBe('failed')
        expect([name, heldIn({ ending: JSON.stringify(ending) }, name)]).toEqual([name, []])
      }
    },
  )

  test('is where the password would be found, were it not masked', async () => {
    const answer = await targetThat(failing('Login'), 'he.encode').fetch?.(
      new Request('https://mock.invalid/sdk/vim25/8.0.3.0/SessionManager/SessionManager/Login', { method: 'POST' }),
    )
    expect(heldIn({ answer: (await answer?.text()) ?? '' }, 'he.encode')).toEqual(['answer'])
  })
})
