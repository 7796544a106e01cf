import { check } from '../context/check.ts'
import { unsupported } from '../errors/verdict-error.ts'

/** Look-alikes of a key that a lenient comparison would take for it. By such a comparison, none of them is the key of another session. */
function lookAlikesOf(key: string): Record<string, string> {
  return {
    'in the other letter case': key === key.toUpperCase() ? key.toLowerCase() : key.toUpperCase(),
    'after a blank': ` ${key}`,
    'before a blank': `${key} `,
    'before a line break': `${key}\n`,
    'after a tab': `\t${key}`,
    'after a no-break space': `\u00a0${key}`,
    'before a null character': `${key}\0`,
    'before a dash': `${key}-`,
    'in braces': `{${key}}`,
    'twice, with a comma': `${key},${key}`,
    'percent-encoded, after a blank': encodeURIComponent(` ${key}`),
  }
}

/** Parts of a key, and a pattern that it matches. Where keys are alike, a lenient server might take one of them for another session. */
function partsOf(key: string): Record<string, string> {
  return {
    'without the last character': key.slice(0, -1),
    'without the first character': key.slice(1),
    'as a pattern': `${key.slice(0, -1)}_`,
  }
}

export const exactIdentity = check('terminate.identity.exact', async (context) => {
  const { ids, target, open, terminate, mustTerminate, step, expectCall, expectSessions, record } = context
  const [victim] = await open(1)
  // Where keys are numbers, a look-alike of one may be the key of another session.
  const free = (made: Record<string, string>, invent: (id: string) => string) =>
    Object.entries(made)
      .filter(([, id]) => id !== '' && id !== victim.key && !ids.isTaken(id))
      .map(([name, id]): [string, string] => [`the key ${name}`, invent(id)])
  const tried = free(lookAlikesOf(victim.key), ids.invent)
  if (await target.isExclusive()) tried.push(...free(partsOf(victim.key), ids.inventDisruptive))
  else record('parts of a key were not tried, because others are logged on')
  for (const [name, id] of tried) {
    await step(name, async () => {
      const call = await terminate([id])
      await expectSessions(victim).toBeAlive()
      await expectCall(call).toBeFault('NotFound')
    })
  }
  await mustTerminate([victim])
})

export const tokenIsNoId = check('terminate.identity.token-is-no-id', async (context) => {
  const { ids, open, terminate, mustTerminate, expectCall, expectSessions } = context
  const [victim] = await open(1)
  if (victim.token === victim.key)
    throw unsupported('not-applicable', "the target's tokens are the keys of its sessions")
  const call = await terminate([ids.invent(victim.token)])
  await expectSessions(victim).toBeAlive()
  await expectCall(call).toBeFault('NotFound')
  await mustTerminate([victim])
})
