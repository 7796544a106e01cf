import { describe, expect, test } from 'vitest'
import { greet, isAccepted } from '../../../src/mock/releases.ts'

describe('isAccepted', () => {
  test.each<[title: string, asked: string, isAccepted: boolean]>([
    ['accepts the release of the server', '8.0.3.0', true],
    ['accepts an older release', '8.0.1.0', true],
    ['accepts an older release whose later numbers are larger', '7.9.9.9', true],
    ['compares numbers, not texts', '8.0.3.10', false],
    ['rejects a newer release', '9.0.0.0', false],
    ['rejects a release of three numbers', '8.0.3', false],
    ['rejects a release of five numbers', '8.0.3.0.0', false],
    ['rejects a release that is not made of numbers', '8.0.x.0', false],
  ])('%s', (_, asked, is) => {
    expect(isAccepted(asked, '8.0.3.0')).toBe(is)
  })
})

describe('greet', () => {
  test.each<[title: string, asked: unknown, agreed: string | undefined]>([
    ['agrees on the first release that it accepts', ['9.9.9.9', '8.0.2.0', '8.0.1.0'], '8.0.2.0'],
    ['agrees on none with an empty text', ['9.9.9.9'], ''],
    ['accepts a list of 128 releases', Array(128).fill('8.0.1.0'), '8.0.1.0'],
    ['accepts a release of 64 characters', ['x'.repeat(64)], ''],
    ['rejects a list of 129 releases', Array(129).fill('8.0.1.0'), undefined],
    ['rejects a release of 65 characters', ['x'.repeat(65)], undefined],
    ['rejects an empty list', [], undefined],
    ['rejects a release that is not a string', [8], undefined],
    ['rejects something that is not a list', '8.0.1.0', undefined],
    ['rejects a missing list', undefined, undefined],
  ])('%s', (_, asked, agreed) => {
    expect(greet(asked, '8.0.3.0')).toBe(agreed)
  })
})
