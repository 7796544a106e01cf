import { expect, test } from 'vitest'
import { predict } from '../../../../../src/conformance/checks/sequence-model/predict.ts'

const loggedOn = new Set(['a', 'b', 'own'])

test.each<[string, string[], string, string[]]>([
  ['a list of sessions is ended in its order', ['b', 'a'], 'terminated', ['b', 'a']],
  ['an unknown id is NotFound, and what stands before it is ended', ['b', 'unknown', 'a'], 'NotFound', ['b']],
  [
    'the own id is InvalidArgument, and what stands before it is ended',
    ['a', 'own', 'unknown'],
    'InvalidArgument',
    ['a'],
  ],
  ['an id that is listed again is NotFound', ['a', 'a'], 'NotFound', ['a']],
  ['the own id alone ends nothing', ['own'], 'InvalidArgument', []],
  ['an empty list ends nothing and is no fault', [], 'terminated', []],
])('%s', (_, list, outcome, ended) => {
  expect(predict(list, 'own', loggedOn)).toEqual({ outcome, ended })
})
