import { expect, test } from 'vitest'
import { naming, namingNothing } from '../../../../../src/conformance/dimensions/bodies/body.ts'

const check = 'terminate.request.body-type'

test('bodies that name one session have the parts that they are given', () => {
  const text = (id: string) => `[${id}]`
  expect(naming(check, { one: text, other: text }, { disruptive: true })).toEqual({
    one: { check, ids: 1, text, disruptive: true },
    other: { check, ids: 1, text, disruptive: true },
  })
})

test('bodies without an id are disruptive, and are the same for every session', () => {
  const bodies = namingNothing(check, { empty: '{}', none: undefined })
  expect(bodies).toEqual({
    empty: { check, ids: 0, disruptive: true, text: expect.any(Function) },
    none: { check, ids: 0, disruptive: true, text: expect.any(Function) },
  })
  expect(['empty', 'none'].map((name) => bodies[name]?.text('"id"', '"other"'))).toEqual(['{}', undefined])
})
