// What is known of the published files of VI JSON, written as they are: OpenAPI 3.0, a server with a path, trees of allOf with a discriminator at the root, nullable results.

type Json = Record<string, unknown>

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` })
const string = { type: 'string' }
const time = { type: 'string', format: 'date-time' }
const reference = ref('ManagedObjectReference')
const listOf = (items: Json) => ({ type: 'array', items })

/** A schema that extends another one. A name with an exclamation mark is required. */
function extending(base: string, properties: Record<string, Json> = {}): Json {
  return { allOf: [ref(base), object(properties)] }
}

function object(properties: Record<string, Json>): Json {
  const names = Object.keys(properties)
  const required = names.filter((name) => name.endsWith('!')).map((name) => name.slice(0, -1))
  return {
    type: 'object',
    properties: Object.fromEntries(Object.entries(properties).map(([name, one]) => [name.replace('!', ''), one])),
    ...(required.length === 0 ? {} : { required }),
  }
}

const schemas: Record<string, Json> = {
  Any: { ...object({ '_typeName!': string }), discriminator: { propertyName: '_typeName' } },
  DataObject: extending('Any'),
  MethodFault: extending('Any', { faultCause: ref('MethodFault'), faultMessage: listOf(ref('LocalizableMessage')) }),
  RuntimeFault: extending('MethodFault'),
  VimFault: extending('MethodFault'),
  NotFound: extending('VimFault'),
  InvalidLogin: extending('VimFault'),
  InvalidLocale: extending('VimFault'),
  InvalidArgument: extending('RuntimeFault', { invalidProperty: string }),
  InvalidRequest: extending('RuntimeFault'),
  MethodNotFound: extending('InvalidRequest', { 'receiver!': reference, 'method!': string }),
  ManagedObjectNotFound: extending('RuntimeFault', { 'obj!': reference }),
  SecurityError: extending('RuntimeFault'),
  NoPermission: extending('SecurityError', {
    object: reference,
    privilegeId: string,
    missingPrivileges: listOf(ref('NoPermissionEntityPrivileges')),
  }),
  NoPermissionEntityPrivileges: extending('DataObject', { 'entity!': reference, privilegeIds: listOf(string) }),
  NotAuthenticated: extending('NoPermission'),
  SystemError: extending('RuntimeFault', { 'reason!': string }),
  LocalizableMessage: extending('DataObject', {
    'key!': string,
    arg: listOf(ref('KeyAnyValue')),
    message: string,
  }),
  KeyAnyValue: extending('DataObject', { 'key!': string, 'value!': ref('Any') }),
  ManagedObjectReference: extending('Any', { 'type!': string, 'value!': string }),
  UserSession: extending('DataObject', {
    'key!': string,
    'userName!': string,
    'fullName!': string,
    'loginTime!': time,
    'lastActiveTime!': time,
    'locale!': string,
    'messageLocale!': string,
    'extensionSession!': { type: 'boolean' },
    'ipAddress!': string,
    'userAgent!': string,
    'callCount!': { type: 'integer', format: 'int64' },
  }),
  TerminateSessionRequestType: object({ 'sessionId!': listOf(string) }),
  LoginRequestType: object({ 'userName!': string, 'password!': string, locale: string }),
  LoginByTokenRequestType: object({ locale: string }),
  SessionIsActiveRequestType: object({ 'sessionID!': string, 'userName!': string }),
  CloneSessionRequestType: object({ 'cloneTicket!': string }),
  ServiceContent: extending('DataObject', {
    'rootFolder!': reference,
    'propertyCollector!': reference,
    viewManager: reference,
    'about!': ref('AboutInfo'),
    sessionManager: reference,
    authorizationManager: reference,
  }),
  AboutInfo: extending('DataObject', {
    'name!': string,
    'fullName!': string,
    'vendor!': string,
    'version!': string,
    'build!': string,
    'osType!': string,
    'productLineId!': string,
    'apiType!': string,
    'apiVersion!': string,
    instanceUuid: string,
    patchLevel: string,
    licenseProductName: string,
  }),
}

const since91: Record<string, Json> = {
  AuthenticationRequired: extending('RuntimeFault', {
    'authenticate!': listOf(ref('AuthenticationRequiredChallenge')),
  }),
  AuthenticationRequiredChallenge: extending('DataObject', {
    'scheme!': string,
    realm: string,
    error: string,
    errorDescription: string,
    ovl: string,
    oidcConfigUrl: string,
  }),
}

const json = (schema: Json) => ({ content: { 'application/json': { schema } } })

interface Known {
  method?: 'get' | 'post'
  anonymous?: true
  request?: string
  /** As that of a method of which every parameter is. */
  isBodyOptional?: true
  answer?: Json
  fault?: string
}

const sessionManager: Record<string, Known> = {
  TerminateSession: { request: 'TerminateSessionRequestType', fault: 'NotFound' },
  Login: { anonymous: true, request: 'LoginRequestType', answer: ref('UserSession'), fault: 'VimFault' },
  LoginByToken: {
    anonymous: true,
    request: 'LoginByTokenRequestType',
    isBodyOptional: true,
    answer: ref('UserSession'),
    fault: 'VimFault',
  },
  Logout: {},
  SessionIsActive: { request: 'SessionIsActiveRequestType', answer: { type: 'boolean' } },
  sessionList: { method: 'get', answer: { ...listOf(ref('UserSession')), nullable: true } },
  currentSession: { method: 'get', anonymous: true, answer: { nullable: true, allOf: [ref('UserSession')] } },
  AcquireCloneTicket: { answer: string },
  CloneSession: {
    anonymous: true,
    request: 'CloneSessionRequestType',
    answer: ref('UserSession'),
    fault: 'InvalidLogin',
  },
  UpdateServiceMessage: { request: 'UpdateServiceMessageRequestType' },
}
const serviceInstance: Record<string, Known> = {
  content: { method: 'get', anonymous: true, answer: ref('ServiceContent') },
  RetrieveServiceContent: { anonymous: true, answer: ref('ServiceContent') },
}

function pathsOf(type: string, known: Record<string, Known>): Record<string, Json> {
  return Object.fromEntries(
    Object.entries(known).map(([name, { method = 'post', anonymous, request, isBodyOptional, answer, fault }]) => [
      `/${type}/{moId}/${name}`,
      {
        parameters: [{ name: 'moId', in: 'path', required: true, schema: string }],
        [method]: {
          operationId: `${type}_${method === 'get' ? `get${name[0]?.toUpperCase()}${name.slice(1)}` : name}`,
          security: [{ Session: [] }, ...(anonymous ? [{}] : [])],
          ...(request === undefined
            ? {}
            : { requestBody: { ...(isBodyOptional ? {} : { required: true }), ...json(ref(request)) } }),
          responses: {
            ...(answer === undefined
              ? { 204: { description: 'Done.' } }
              : { 200: { description: 'The result.', ...json(answer) } }),
            ...(fault === undefined ? {} : { 500: { description: 'A fault.', ...json(ref(fault)) } }),
          },
        },
      },
    ]),
  )
}

/** A document in the shape of the published ones. @param release from 9.1.0.0 on, it has the fault AuthenticationRequired. */
export function publishedShape(release = '9.1.0.0'): Json {
  return {
    openapi: '3.0.0',
    info: { title: 'Virtual Infrastructure JSON API', version: release },
    servers: [
      {
        url: 'https://{vcenter-host}/sdk/vim25/{release}',
        variables: { 'vcenter-host': { default: 'vcenter' }, release: { default: release } },
      },
    ],
    paths: { ...pathsOf('SessionManager', sessionManager), ...pathsOf('ServiceInstance', serviceInstance) },
    components: {
      securitySchemes: { Session: { type: 'apiKey', in: 'header', name: 'vmware-api-session-id' } },
      schemas: {
        ...schemas,
        ...(release.startsWith('9.1') ? since91 : {}),
        UpdateServiceMessageRequestType: object({ 'message!': string }),
      },
    },
  }
}

/** As many operations and schemas as the published files have, beside those that are known. */
export function largePublished(): Json {
  const { paths, components, ...rest } = publishedShape() as { paths: Json; components: { schemas: Json } }
  const words =
    'What the member is for, when it is set, and since which release; in as many words as such files have. '.repeat(2)
  for (let index = 0; index < 2000; index += 1) {
    paths[`/Manager${index}/{moId}/Method${index}`] = {
      parameters: [{ name: 'moId', in: 'path', required: true, schema: { type: 'string' } }],
      post: {
        operationId: `Manager${index}_Method${index}`,
        description: words.repeat(3),
        requestBody: { content: { 'application/json': { schema: { $ref: `#/components/schemas/Type${index}` } } } },
        responses: { 204: { description: words }, 500: { description: words } },
      },
    }
  }
  for (let index = 0; index < 5600; index += 1) {
    const members = Object.fromEntries(
      Array.from({ length: 5 }, (_, member) => [
        `member${member}`,
        { description: words, $ref: `#/components/schemas/Type${(index * 7 + member) % 5600}` },
      ]),
    )
    components.schemas[`Type${index}`] = {
      description: words,
      allOf: [
        { $ref: '#/components/schemas/DataObject' },
        { type: 'object', properties: members, required: ['member0'] },
      ],
    }
  }
  return { ...rest, paths, components }
}
