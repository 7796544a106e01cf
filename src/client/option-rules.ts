/** Whether a value can be meant, and what to give in its place. */
export type Rule = readonly [isValid: (value: unknown) => boolean, todo: string]

/** Whether a value is a number. */
export const isNumber = (value: unknown): value is number => typeof value === 'number'
/** Whether a value is a text. */
export const isText = (value: unknown): value is string => typeof value === 'string'
/** Whether a value is an object, and no list. */
export const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Refuses what a rule does; undefined stands for the default. @throws TypeError with one sentence. */
export function refuseByRules(checked: Record<string, Rule>, options: object, prefix: string): void {
  for (const [name, rule] of Object.entries(checked)) {
    const value: unknown = Reflect.get(options, name)
    if (value !== undefined && !rule[0](value)) throw invalidOption(`${prefix}${name}`, value, rule)
  }
}

/** The error for an option. It repeats a number, and no text: that may be a password in the wrong place. */
export function invalidOption(name: string, value: unknown, [, todo]: Rule): TypeError {
  return new TypeError(`invalid ${name}: ${isNumber(value) ? `${value}; ` : ''}${todo}`)
}
