import { expect, test } from 'vitest'
import { createMasker } from '../../../../src/conformance/redaction/masker.ts'
import { recordWithoutSecrets } from '../../../../src/conformance/sessions/record-without-secrets.ts'
import { noRecord } from '../../../../src/conformance/sessions/run-record.ts'

test.each<[string, object, object]>([
  [
    'a key and a name without a secret are recorded',
    { key: 'key', shownName: 'NAME' },
    { key: 'key', shownName: 'NAME' },
  ],
  ['a key that holds a secret is not recorded', { key: 'x-the-secret', shownName: 'NAME' }, { shownName: 'NAME' }],
  ['a name that holds a secret, escaped, is not recorded', { key: 'key', shownName: 'the%2Dsecret' }, { key: 'key' }],
  [
    'the tag that a clone shows in place of its own is recorded',
    { key: 'key', shownName: 'NAME', shownTag: 'run; login 1' },
    { key: 'key', shownName: 'NAME', shownTag: 'run; login 1' },
  ],
  ['what is not known is not recorded', {}, {}],
])('%s', (_, shown, recorded) => {
  const masker = createMasker([])
  masker.maskSecret('the-secret')
  const told: unknown[] = []
  recordWithoutSecrets({ ...noRecord, opened: (...given) => told.push(...given) }, masker).opened('tag', shown)
  expect(told).toEqual(['tag', recorded])
})
