import { expect, test } from 'vitest'
import { ConfigurationError } from '../../../../src/conformance/errors/configuration-error.ts'

test('ConfigurationError has a code, its message and its cause', () => {
  const cause = new TypeError('Invalid URL')
  const { name, code, message, cause: kept } = new ConfigurationError('the URL is invalid', { cause })
  expect({ name, code, message }).toEqual({
    name: 'ConfigurationError',
    code: 'configuration',
    message: 'the URL is invalid',
  })
  expect(kept).toBe(cause)
})
