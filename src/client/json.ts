/** The value of a JSON text; undefined (which no JSON value is) where the text is not JSON. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** A value as JSON; `otherwise` where it is nested too deep to be written: unlike JSON.parse, JSON.stringify has a limit, which a hostile server can reach. */
export function jsonTextOf(value: unknown, otherwise: string): string {
  try {
    return JSON.stringify(value)
  } catch (error) {
    if (error instanceof RangeError) return otherwise
    throw error
  }
}
