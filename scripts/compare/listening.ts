import { CannotCompare } from './install.ts'
import type { start } from './processes.ts'
import { addressOfPrism } from './verdicts.ts'

/** Waits until Prism listens. @throws CannotCompare where it ends before. */
export async function listening({ printed, change, ended }: ReturnType<typeof start>): Promise<string> {
  let hasEnded = false
  ended.then(() => {
    hasEnded = true
  })
  while (!hasEnded) {
    const address = addressOfPrism(printed())
    if (address !== undefined) return address
    await change()
  }
  throw new CannotCompare(`Prism has ended before it listened: ${printed()}`)
}
