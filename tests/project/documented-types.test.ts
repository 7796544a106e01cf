import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { expect, test } from 'vitest'

/** Where an editor has words for what a client author points at. */
const root = fileURLToPath(new URL('../../', import.meta.url))
const entryPoints = ['src/client/index.ts', 'generated/client.ts']
const options = ts.readConfigFile(`${root}tsconfig.json`, ts.sys.readFile).config.compilerOptions
const program = ts.createProgram(
  entryPoints.map((file) => `${root}${file}`),
  ts.convertCompilerOptionsFromJson(options, root).options,
)
const checker = program.getTypeChecker()

/** The structure that openapi-typescript writes; its parts are documented where the operations and schemas use them. */
const structures = ['components', 'paths', 'webhooks', '$defs', 'operations']

/** Every name that can be pointed at, with what an editor says of it. */
function spotsOf(entryPoint: string): { name: string; words: string }[] {
  const source = program.getSourceFile(`${root}${entryPoint}`)
  const module = source && checker.getSymbolAtLocation(source)
  if (module === undefined) throw new Error(`${entryPoint} exports nothing`)
  const exported = checker.getExportsOfModule(module).filter(({ name }) => !structures.includes(name))
  return exported.flatMap((symbol) => {
    const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol
    return [
      spot(symbol.name, target),
      ...membersOf(target).map((member) => spot(`${symbol.name}.${member.name}`, member)),
    ]
  })
}

const spot = (name: string, symbol: ts.Symbol) => ({
  name,
  words: ts.displayPartsToString(symbol.getDocumentationComment(checker)),
})

/** The properties of a type, and those of what a function returns, that are declared here. */
function membersOf(symbol: ts.Symbol): ts.Symbol[] {
  const isType = (symbol.flags & (ts.SymbolFlags.Type | ts.SymbolFlags.Class)) !== 0
  const type = isType ? checker.getDeclaredTypeOfSymbol(symbol) : checker.getTypeOfSymbol(symbol)
  const result = type.getCallSignatures()[0]?.getReturnType()
  const types = result === undefined ? (type.isUnion() ? type.types : [type]) : [result]
  return types.flatMap((one) => one.getProperties()).filter(isDeclaredHere)
}

function isDeclaredHere(symbol: ts.Symbol): boolean {
  return (symbol.declarations ?? []).some((declaration) => {
    const { fileName } = declaration.getSourceFile()
    return fileName.startsWith(root) && !fileName.includes('/node_modules/')
  })
}

test.each(entryPoints)('an editor has words for every spot of %s', (entryPoint) => {
  const spots = spotsOf(entryPoint)
  expect(spots.length).toBeGreaterThan(20)
  expect(spots.filter(({ words }) => words === '').map(({ name }) => name)).toEqual([])
})

test('an editor has words for every parameter of an operation', () => {
  const source = program.getSourceFile(`${root}generated/openapi.ts`)
  const silent: string[] = []
  const visit = (node: ts.Node): void => {
    const isParameter =
      ts.isPropertySignature(node) && /^(path|query)$/.test(node.parent.parent.getText().split(/[?:]/)[0] ?? '')
    if (isParameter && ts.getJSDocCommentsAndTags(node).length === 0) silent.push(node.getText())
    ts.forEachChild(node, visit)
  }
  if (source === undefined) throw new Error('generated/openapi.ts is missing')
  visit(source)
  expect(silent).toEqual([])
})
