/** The members of a HAR file that judging again needs, as JSON Schema. */
export const recordingSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  type: 'object',
  required: ['log'],
  properties: {
    log: {
      type: 'object',
      required: ['entries', '_vijson'],
      properties: {
        entries: { type: 'array', items: { $ref: '#/$defs/entry' } },
        _vijson: { $ref: '#/$defs/run' },
      },
    },
  },
  $defs: {
    run: {
      type: 'object',
      required: ['schema', 'target', 'run', 'manifest', 'counts'],
      properties: {
        schema: { const: 'vijson-recording/1' },
        target: { type: 'object', required: ['url'], properties: { url: { type: 'string', pattern: '^https?://' } } },
        run: {
          type: 'object',
          required: [
            'id',
            'startedAt',
            'seed',
            'concurrency',
            'strict',
            'exclusive',
            'interrupted',
            'release',
            'principals',
          ],
          properties: {
            id: { type: 'string' },
            startedAt: { type: 'string' },
            seed: { type: 'integer', minimum: 0 },
            concurrency: { type: 'integer', minimum: 1, maximum: 64 },
            strict: { type: 'boolean' },
            exclusive: { type: 'boolean' },
            limits: { type: 'object', additionalProperties: { type: 'integer', minimum: 1 } },
            interrupted: { type: 'boolean' },
            release: { type: 'string' },
            principals: {
              type: 'object',
              required: ['controller'],
              properties: { controller: { type: 'string' }, limited: { type: 'string' } },
            },
          },
        },
        counts: { type: 'object', additionalProperties: { type: 'integer', minimum: 0 } },
        manifest: { type: 'array', minItems: 1, items: { type: 'string' } },
      },
    },
    entry: {
      type: 'object',
      required: ['startedDateTime', 'time', 'request', 'response', '_case', '_sent', '_answered'],
      properties: {
        pageref: { type: 'string' },
        startedDateTime: { type: 'string' },
        time: { type: 'number' },
        request: {
          type: 'object',
          required: ['method', 'url', 'headers'],
          properties: {
            method: { type: 'string' },
            url: { type: 'string', pattern: '^https?://[^/]' },
            headers: { $ref: '#/$defs/headers' },
            postData: { type: 'object', required: ['text'], properties: { text: { type: 'string' } } },
          },
        },
        response: {
          type: 'object',
          required: ['status', 'headers', 'content'],
          properties: {
            status: { type: 'integer', minimum: 0, maximum: 999 },
            headers: { $ref: '#/$defs/headers' },
            content: {
              type: 'object',
              required: ['size'],
              properties: { size: { type: 'number' }, text: { type: 'string' } },
            },
          },
        },
        _case: { type: 'string' },
        _step: { type: 'string' },
        _sent: { type: 'integer', minimum: 0 },
        _answered: { type: 'integer', minimum: 0 },
        _failure: {
          type: 'object',
          required: ['kind', 'message'],
          properties: {
            kind: { enum: ['broken', 'unreachable'] },
            reason: { type: 'string' },
            message: { type: 'string' },
          },
        },
      },
    },
    headers: {
      type: 'array',
      items: {
        type: 'object',
        required: ['name', 'value'],
        properties: { name: { type: 'string' }, value: { type: 'string' } },
      },
    },
  },
} as const
