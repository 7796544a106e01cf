import { UsageError } from './usage.ts'

// What is given may be a password in the wrong place, so no parser repeats it. Commander would, so they do not throw its InvalidArgumentError.

/** A parser of whole numbers between two bounds. @param option its name, for messages: `--seed`. @param unit what they count, where the name does not say it: `seconds`. */
export function wholeNumber(option: string, min: number, max: number, unit?: string): (text: string) => number {
  return (text) => {
    const value = Number(text)
    if (!/^\d+$/.test(text) || value < min || value > max) {
      throw new UsageError(
        `${option} must be a whole number${unit === undefined ? '' : ` of ${unit}`} from ${min} to ${max}`,
      )
    }
    return value
  }
}

/** A parser of an option with few values. */
export function oneOf<Value extends string>(option: string, values: readonly Value[]): (text: string) => Value {
  return (text) => {
    const value = values.find((one) => one === text)
    if (value === undefined) throw new UsageError(`${option} must be one of: ${values.join(', ')}`)
    return value
  }
}

/** Parses an age, as milliseconds: `30m`, `2h`, `1d`. */
export function age(text: string): number {
  const [, count, unit = ''] = /^(\d{1,6})([mhd])$/.exec(text) ?? []
  if (count === undefined) throw new UsageError('--older-than must be an age such as 30m, 2h or 1d')
  return Number(count) * { m: 60_000, h: 3_600_000, d: 86_400_000 }[unit as 'm' | 'h' | 'd'] // As matched above.
}

/** Parses the id of a run. */
export function runId(text: string): string {
  if (!/^[0-9a-f]{12}$/.test(text))
    throw new UsageError('--forget takes the id of a run, such as 0123456789ab, or no value for all of them')
  return text
}

/** Parses a part of the whole: `0.02`. */
export function rate(text: string): number {
  if (!/^(0(\.\d+)?|1(\.0+)?)$/.test(text)) throw new UsageError('--fail must be a number from 0 to 1, such as 0.02')
  return Number(text)
}

/** Parses the label of a run. */
export function label(text: string): string {
  if (!/^[\w.-]{1,40}$/.test(text))
    throw new UsageError('--label must be a word of at most 40 letters, digits, dots, dashes and underscores')
  return text
}

/** Whether a text is a release with VI JSON: `8.0.3.0`. The first is that of vCenter 8.0 Update 1. */
export function isRelease(text: string): boolean {
  if (!/^\d+(\.\d+){3}$/.test(text)) return false
  const [major = 0, minor = 0, update = 0] = text.split('.').map(Number)
  return major > 8 || (major === 8 && (minor > 0 || update > 0))
}

/** Parses a release. */
export function releaseNumber(text: string): string {
  if (!isRelease(text)) throw new UsageError('--release must be a release from 8.0.1.0 on, such as 8.0.3.0')
  return text
}

/** Parses an origin, as a browser sends it: `https://app.example`. */
export function webOrigin(text: string): string {
  const isOrigin = URL.canParse(text) && new URL(text).origin === text && /^https?:/.test(text)
  if (!isOrigin)
    throw new UsageError(
      '--cors must be an origin as browsers send it, such as https://app.example or http://10.0.0.5:3000: no path, no capitals, no usual port',
    )
  return text
}

/** The options that are given: without those that are undefined. */
export function defined<Options extends object>(
  options: Options,
): { [Name in keyof Options]?: Exclude<Options[Name], undefined> } {
  // Only entries that are not undefined remain, which the compiler cannot see.
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as never
}

/** A parser of an option that may be given several times, and each time for several values. */
export function collected<Value>(
  parse: (text: string) => Value | Value[],
): (text: string, before: Value[] | undefined) => Value[] {
  return (text, before = []) => [...before, ...([parse(text)].flat() as Value[])]
}
