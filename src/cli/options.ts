import { InvalidArgumentError } from 'commander'

/** A parser of whole numbers between two bounds. */
export function wholeNumber(min: number, max: number): (text: string) => number {
  return (text) => {
    const value = Number(text)
    if (!/^\d+$/.test(text) || value < min || value > max) {
      throw new InvalidArgumentError(`It must be a whole number from ${min} to ${max}.`)
    }
    return value
  }
}

/** The options that are given: without those that are undefined. */
export function defined<Options extends object>(
  options: Options,
): { [Name in keyof Options]?: Exclude<Options[Name], undefined> } {
  // Only entries that are not undefined remain, which the compiler cannot see.
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as never
}

/** A parser of an option that may be given several times. */
export function collected<Value>(
  parse: (text: string) => Value,
): (text: string, before: Value[] | undefined) => Value[] {
  return (text, before = []) => [...before, parse(text)]
}
