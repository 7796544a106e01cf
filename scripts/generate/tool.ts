import { readFileSync } from 'node:fs'

/** The name and version of the package as a module: package.json cannot be imported from both src/ and dist/. */
export function emitTool(manifestFile: URL): string {
  const { name, version, description } = JSON.parse(readFileSync(manifestFile, 'utf8')) as Record<string, string>
  return `/** The name, version and purpose of this package. */
export const tool = ${JSON.stringify({ name, version, description }, null, 2)} as const
`
}
