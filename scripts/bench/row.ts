import { Bench } from 'tinybench'

/** A goal, and what was measured. */
export interface Row {
  what: string
  measured: string
  beside: string
  ratio: number
  /** The ratio is to be no greater. */
  goal: number
  /** Why it is not met. */
  why?: string
}

/** How often two tasks run in a second, in turn. */
export async function rates(tasks: Record<string, () => Promise<void>>): Promise<[number, number]> {
  const bench = new Bench({ time: 1500, warmupTime: 300 })
  for (const [name, task] of Object.entries(tasks)) bench.add(name, task)
  await bench.run()
  const [first = 0, second = 0] = bench.tasks.map(({ result }) => {
    if (result === undefined || !('throughput' in result)) throw new Error('a task failed')
    return result.throughput.mean
  })
  return [first, second]
}
