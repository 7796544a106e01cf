import type { DocumentOperation } from '../../src/codegen/operations.ts'

/** The names of the operations as a module: the client names them before it loads what calls them. */
export function emitOperationNames(operations: readonly DocumentOperation[]): string {
  const names = operations.map(({ operationId }) => operationId)
  return `/** The operationId of every operation of the fragment. */
export const operationNames = ${JSON.stringify(names, null, 2)} as const
`
}
