/** What of a package.json the package of the client takes over. */
export interface Manifest {
  version: string
  license: string
  author: string
  engines: unknown
  publishConfig: unknown
  exports: Record<string, unknown>
  dependencies: Record<string, string>
  peerDependencies: Record<string, string>
}

/** The entry points that need no more than the client's own dependency. */
const entryPoints = ['.', './types', './openapi.json', './openapi-3.0.json']
/** All that a client needs. */
const needed = 'openapi-fetch'
/** For the options `tls`, `connections` and `proxy`, and on Node only: whoever needs them installs it. */
const undici = 'undici'
/** Whoever compiles against the types: its lowest version is that of this package. */
const compiler = 'typescript'

/** The package.json of `vijson-client`, made from that of this package. */
export function clientManifest(manifest: Manifest): object {
  const { version, license, author, engines, publishConfig, exports, dependencies, peerDependencies } = manifest
  return {
    name: 'vijson-client',
    version,
    description: "Typed client for sessions of vCenter's VI JSON API: log in, list sessions, end them",
    license,
    author,
    type: 'module',
    engines,
    publishConfig,
    sideEffects: false,
    exports: Object.fromEntries(entryPoints.map((entryPoint) => [entryPoint, exports[entryPoint]])),
    dependencies: { [needed]: versionOf(needed, dependencies) },
    peerDependencies: {
      [compiler]: peerDependencies[compiler],
      [undici]: `^${versionOf(undici, dependencies).split('.')[0]}.0.0`,
    },
    peerDependenciesMeta: { [compiler]: { optional: true }, [undici]: { optional: true } },
  }
}

/** The exact version of a dependency. */
function versionOf(name: string, dependencies: Record<string, string>): string {
  const version = dependencies[name]
  if (version === undefined || !/^\d/.test(version)) throw new Error(`${name} has no exact version in package.json`)
  return version
}
