import { expect, test } from 'vitest'
import { requirements } from '../../../../generated/requirements.ts'
import { addresses } from '../../../../src/conformance/dimensions/addresses.ts'
import { bodies } from '../../../../src/conformance/dimensions/bodies/index.ts'
import { dimensions, notSeen } from '../../../../src/conformance/dimensions/index.ts'

const titles = dimensions.map(({ name, checks }) => `${name}: ${checks.join(', ')}`)

test.each(dimensions.map((one, at) => ({ ...one, title: titles[at] })))(
  '$title: the values are all different, and the requirements exist',
  ({ values, checks }) => {
    expect(values.length).toBeGreaterThan(0)
    expect(new Set(values).size).toBe(values.length)
    expect(requirements.map(({ id }) => id)).toEqual(expect.arrayContaining([...checks]))
  },
)

test('no row stands twice', () => {
  expect(new Set(titles).size).toBe(titles.length)
})

test.each([
  ['request', bodies],
  ['address', addresses],
])('each %s is a value of one row, with the requirement that judges it', (name, forms) => {
  const rows = dimensions.filter((one) => one.name === name)
  const pairs = rows.flatMap(({ values, checks }) => values.map((value) => [value, checks]))
  expect(Object.fromEntries(pairs)).toEqual(
    Object.fromEntries(Object.entries(forms).map(([form, { check }]) => [form, [check]])),
  )
  expect(pairs).toHaveLength(Object.keys(forms).length)
})

test('what is not seen is said in words', () => {
  for (const text of Object.values(notSeen)) expect(text).toMatch(/^\S.*\S$/)
})
