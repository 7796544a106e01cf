import document from '../../generated/openapi-3.0.json' with { type: 'json' }

const loginPath = '/sdk/vim25/{release}/SessionManager/{moId}/Login'
const release = '8.0.3.0'

/**
 * The OpenAPI 3.0 document of the fragment, with what helps a general tool to use it: an example for each parameter in a path, and a link from the answer of Login to
 * TerminateSession.
 *
 * @param isTokenOptional for a proxy that would refuse calls without a token itself: it passes them on.
 */
export function documentForTools({ isTokenOptional = false }: { isTokenOptional?: boolean }): object {
  const copy = structuredClone(document)
  const login = copy.paths[loginPath]
  const withLinks = {
    ...login,
    post: {
      ...login.post,
      responses: {
        ...login.post.responses,
        200: { ...login.post.responses[200], links: { terminate: linkTo('SessionManager_TerminateSession') } },
      },
    },
  }
  const paths = { ...copy.paths, [loginPath]: withLinks }
  const security = isTokenOptional ? [...copy.security, {}] : copy.security
  return {
    ...copy,
    security,
    paths: Object.fromEntries(Object.entries(paths).map(([path, item]) => [path, inPath(path, item)])),
  }
}

const linkTo = (operationId: string) => ({
  operationId,
  parameters: { release, moId: 'SessionManager' },
  requestBody: { sessionId: ['$response.body#/key'] },
})

/** A path item with its parameters in place of references to them: the moId is another one for each type of object. */
function inPath(path: string, item: object): object {
  if (!path.startsWith('/sdk/')) return item
  const moId = path.includes('/ServiceInstance/') ? 'ServiceInstance' : 'SessionManager'
  const parameter = (name: string, value: string) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string', enum: [value] },
    example: value,
  })
  return { ...item, parameters: [parameter('release', release), parameter('moId', moId)] }
}
