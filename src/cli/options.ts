import { InvalidArgumentError } from 'commander'

/** A parser of whole numbers between two bounds. */
export function wholeNumber(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = Number(text)
    if (!/^\d+$/.test(text) || value < least || value > most) {
      throw new InvalidArgumentError(`It takes a whole number from ${least} to ${most}.`)
    }
    return value
  }
}

/** A parser of an option that may be given many times. */
export function collected<Value>(
  parse: (text: string) => Value,
): (text: string, before: Value[] | undefined) => Value[] {
  return (text, before = []) => [...before, parse(text)]
}
