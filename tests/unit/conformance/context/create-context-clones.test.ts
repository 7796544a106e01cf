import { describe, expect, test } from 'vitest'
import type { CheckContext } from '../../../../src/conformance/context/check-context.ts'
import { principals } from '../../../support/principals.ts'
import { mockRun } from './mock-run.ts'

/** The methods by which a run has begun sessions, in their order. */
const begun = async ({ exchanges }: Awaited<ReturnType<typeof mockRun>>) =>
  (await exchanges())
    .map(({ path }) => path.split('/').at(-1))
    .filter((name) => /^(Login|CloneSession)$/.test(name ?? ''))

const { controller, limited } = principals

describe('once clones are trusted', () => {
  test.each<[string, (context: CheckContext) => Promise<unknown>, string[]]>([
    ['sessions are opened as clones', ({ open }) => open(2), ['CloneSession', 'CloneSession']],
    ['sessions log in where that is asked for', ({ open }) => open(2, 'login'), ['Login', 'Login']],
    ['a session of the second account is a clone', ({ openLimited }) => openLimited(), ['CloneSession']],
    [
      'a session of the second account logs in where that is asked for',
      ({ openLimited }) => openLimited('login'),
      ['Login'],
    ],
    ['a session that is left unused logs in', ({ openUnused }) => openUnused(), ['Login']],
  ])('%s', async (_, open, methods) => {
    const made = await mockRun()
    expect(made.context.hasClones).toBe(false)
    made.run.clones.trust()
    expect(made.context.hasClones).toBe(true)
    await open(made.context)
    expect(await begun(made)).toEqual(methods)
  })

  test('the clones of each principal are its own', async () => {
    const { context, run } = await mockRun()
    run.clones.trust()
    const opened = [...(await context.open(1)), await context.openLimited()]
    expect(opened.map(({ label, userName }) => [label, userName])).toEqual([
      ['session 1', controller.userName],
      ['session 2', limited.userName],
    ])
  })

  test('where the session that is cloned has ended, a clone is made from another one', async () => {
    const { context, run, vcenter } = await mockRun()
    run.clones.trust()
    await context.open(1)
    const parent = await run.clones.parentOf(run.accounts.controller)
    vcenter.sessions.delete(parent?.key ?? '')
    await expect(context.open(1)).resolves.toMatchObject([{ userName: controller.userName }])
  })
})

test('until clones are trusted, sessions log in', async () => {
  const made = await mockRun()
  await made.context.open(2)
  expect(await begun(made)).toEqual(['Login', 'Login'])
})

describe('openClone', () => {
  test('a session of either user is cloned, whether clones are trusted or not', async () => {
    const { context, vcenter } = await mockRun()
    const [parent] = await context.open(1)
    const clones = [await context.openClone(parent), await context.openClone(await context.openLimited())]
    expect(clones.map(({ label, userName }) => [label, userName])).toEqual([
      ['session 2', controller.userName],
      ['session 4', limited.userName],
    ])
    expect(clones.every(({ key }) => vcenter.sessions.has(key))).toBe(true)
  })

  test('a clone that the target refuses is unreached', async () => {
    const refusing = (member: string) => (member === 'CloneSession' ? new Response('', { status: 404 }) : undefined)
    const { context } = await mockRun({ answer: refusing })
    const [parent] = await context.open(1)
    await expect(context.openClone(parent)).rejects.toMatchObject({
      verdict: 'unreached',
      finding: { message: `CloneSession as ${controller.userName} was answered with status 404` },
    })
  })
})

describe('openUnused', () => {
  test('a session of either user is opened, and makes no call', async () => {
    const { context, vcenter } = await mockRun()
    const [own, other] = [await context.openUnused(), await context.openUnused('second account')]
    expect([own.userName, other.userName]).toEqual([controller.userName, limited.userName])
    expect([own, other].map(({ key }) => vcenter.sessions.get(key)?.callCount)).toEqual([0, 0])
  })

  test('a run without a second account has no session of it', async () => {
    const { context } = await mockRun({ hasLimited: false })
    await expect(async () => context.openUnused('second account')).rejects.toMatchObject({ verdict: 'unsupported' })
  })
})

describe('openOrReuse', () => {
  test("sessions that were left are used, those of the controller's user first, and what is missing is opened", async () => {
    const { context, run, vcenter } = await mockRun()
    const [first, limitedOne] = [...(await context.open(1)), await context.openLimited()]
    run.left.push(limitedOne, first)
    const sessions = await context.openOrReuse(3)
    expect(sessions.slice(0, 2).map(({ key, label }) => [key, label])).toEqual([
      [first.key, 'session 3'],
      [limitedOne.key, 'session 4'],
    ])
    expect([sessions[2]?.label, run.left, vcenter.sessions.size]).toEqual(['session 5', [], 4])
    await context.expectSessions(sessions).toBeAlive()
  })

  test('no more are used than are asked for', async () => {
    const { context, run } = await mockRun()
    run.left.push(...(await context.open(3)))
    expect(await context.openOrReuse(2)).toHaveLength(2)
    expect(run.left).toHaveLength(1)
  })
})
