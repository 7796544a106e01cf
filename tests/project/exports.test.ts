import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { expect, test } from 'vitest'

const src = fileURLToPath(new URL('../../src/', import.meta.url))

/** The names that a file declares and exports. Re-exports are left out: they are other names of the same thing. */
function exportedNames(file: string): string[] {
  const source = ts.createSourceFile(file, readFileSync(`${src}${file}`, 'utf8'), ts.ScriptTarget.Latest)
  return source.statements.flatMap((statement) => {
    const modifiers = ts.canHaveModifiers(statement) ? (ts.getModifiers(statement) ?? []) : []
    if (!modifiers.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)) return []
    if (ts.isVariableStatement(statement)) {
      return statement.declarationList.declarations.flatMap(({ name }) => (ts.isIdentifier(name) ? [name.text] : []))
    }
    const isNamed =
      ts.isFunctionDeclaration(statement) ||
      ts.isClassDeclaration(statement) ||
      ts.isInterfaceDeclaration(statement) ||
      ts.isTypeAliasDeclaration(statement) ||
      ts.isEnumDeclaration(statement)
    return isNamed && statement.name !== undefined ? [statement.name.text] : []
  })
}

/** The files that export each name. */
function filesByName(): Map<string, string[]> {
  const found = new Map<string, string[]>()
  const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file))
  for (const file of files.sort()) {
    // A type and a value of one file may share a name, as a schema and its type do.
    for (const name of new Set(exportedNames(file))) found.set(name, [...(found.get(name) ?? []), file])
  }
  return found
}

test('no two files of src export the same name', () => {
  const names = filesByName()
  expect(names.size).toBeGreaterThan(100)
  const shared = [...names].filter(([, files]) => files.length > 1)
  // The two entry points of the client: the package's `exports` chooses between them.
  expect(Object.fromEntries(shared)).toEqual({ connect: ['client/index.ts', 'client/web.ts'] })
})
