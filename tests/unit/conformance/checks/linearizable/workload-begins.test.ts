import { describe, expect, test } from 'vitest'
import type { Move } from '../../../../../src/conformance/checks/linearizable/workload.ts'
import { failed, unreached } from '../../../../../src/conformance/errors/verdict-error.ts'
import { playerWith } from './players.ts'

const alive = (session: string) => ({ kind: 'is-alive', session })
const dead = (session: string) => ({ kind: 'is-dead', session })

describe('a session that begins', () => {
  const begin: Move = { kind: 'begin', picks: [0, 0] }
  const wordsOf = async ({ make }: ReturnType<typeof playerWith>, count: number) => {
    const words: string[] = []
    for (let made = 0; made < count; made += 1) words.push((await make(begin)).words)
    return words
  }

  test('logs in first, then is a clone, and then none begins any more', async () => {
    const player = playerWith()
    expect(await wordsOf(player, 3)).toEqual(['logs in as new 1', 'clones itself as new 2', 'reads sessionList: one'])
    expect(player.sessions.map(({ label }) => label)).toEqual(['one', 'two', 'new 1', 'new 2'])
  })

  test('logs in where the target has no clones', async () => {
    expect(await wordsOf(playerWith({ hasClones: false }), 2)).toEqual(['logs in as new 1', 'logs in as new 2'])
  })

  test('needs a session that is alive where it is a clone', async () => {
    const player = playerWith()
    expect((await player.make(begin)).alternatives).toEqual([[{ kind: 'begin', session: 'new 1' }]])
    expect((await player.make(begin)).alternatives).toEqual([[alive('one'), { kind: 'begin', session: 'new 2' }]])
  })

  test('is refused to a dead session that clones itself', async () => {
    const player = playerWith({ openClone: () => Promise.reject(unreached('no ticket')) })
    await player.make(begin)
    const { words, alternatives, isRead } = await player.make(begin)
    expect([words, alternatives, isRead]).toEqual(['clones itself: refused', [[dead('one')]], false])
  })

  test('is not taken for refused where the target fails', async () => {
    const player = playerWith({ openClone: () => Promise.reject(failed('schema', 'wrong')) })
    await player.make(begin)
    await expect(player.make(begin)).rejects.toMatchObject({ verdict: 'fail', finding: { code: 'schema' } })
  })
})
