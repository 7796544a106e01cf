import { CodegenError } from './codegen-error.ts'

/** More than any document has; what is written out by aliases to aliases has it soon. */
const maxNodes = 20_000_000
const maxDepth = 1000

/**
 * Refuses a value of YAML that its aliases make endless, or so large that whoever walks it does not come to an end.
 *
 * @param name the file, in messages.
 */
export function refuseEndless(value: unknown, name: string): void {
  const sizes = new Map<object, number>()
  const sizeOf = (node: unknown, depth: number): number => {
    if (typeof node !== 'object' || node === null) return 1
    const known = sizes.get(node)
    if (known !== undefined) return known
    // Within itself, until its size is known.
    sizes.set(node, Number.POSITIVE_INFINITY)
    const members =
      depth > maxDepth ? [Number.POSITIVE_INFINITY] : Object.values(node).map((one) => sizeOf(one, depth + 1))
    const size = members.reduce((sum, one) => sum + one, 1)
    sizes.set(node, size)
    return size
  }
  if (sizeOf(value, 0) > maxNodes)
    throw new CodegenError(
      `${name}: its aliases stand for themselves or for too much; write references ($ref) for them`,
    )
}
