import { describe, expect, test } from 'vitest'
import { readDeviations } from '../../../../src/conformance/deviations/read.ts'
import { ConfigurationError } from '../../../../src/conformance/errors/configuration-error.ts'
import { targetFindings } from '../../../../src/conformance/types.ts'

const yaml = `deviations:
  - requirement: terminate.privilege.required
    finding: unexpected-success
    reason: it has no privileges
    link: https://tracker.example/1
    owner: team
    expires: 2027-01-31
`

const read = (text: string) => () => readDeviations(text, 'd.yaml')

describe('readDeviations', () => {
  test('each deviation is read with the line at which it is declared', () => {
    expect(readDeviations(`# ours\n${yaml}`, 'd.yaml')).toEqual([
      {
        requirement: 'terminate.privilege.required',
        finding: 'unexpected-success',
        reason: 'it has no privileges',
        link: 'https://tracker.example/1',
        owner: 'team',
        expires: '2027-01-31',
        place: 'd.yaml:3',
      },
    ])
  })

  test('a file may declare no deviations', () => {
    expect(readDeviations('deviations: []', 'd.yaml')).toEqual([])
  })

  test.each<[string, string, string]>([
    [
      'invalid YAML is refused',
      'deviations: [',
      'd.yaml:1: invalid YAML: Flow sequence in block collection must be sufficiently indented and end with a ]',
    ],
    [
      'a member that is given twice is refused',
      `${yaml}    owner: another\n`,
      'd.yaml:8: invalid YAML: Map keys must be unique',
    ],
    [
      'a list in place of the object is refused',
      '- one',
      'd.yaml:1: the file must begin with the line "deviations:", and list the deviations under it',
    ],
    [
      'an empty file is refused',
      '',
      'd.yaml:1: the file must begin with the line "deviations:", and list the deviations under it',
    ],
    ['an alias is refused', yaml.replace('team', '*team'), 'd.yaml: aliases are not supported; write the value itself'],
    ['a text in place of the list is refused', 'deviations: none', 'd.yaml:1: deviations must be a list'],
    [
      'a text in place of a deviation is refused',
      'deviations:\n  - one',
      'd.yaml:2: the deviation must be lines NAME: VALUE',
    ],
    ['another file is refused', 'seed: 1', 'd.yaml:1: the file lacks the member deviations'],
    ['an empty owner is refused', yaml.replace('owner: team', "owner: ''"), 'd.yaml:6: owner must be filled in'],
    ['an owner without a value is refused', yaml.replace('owner: team', 'owner:'), 'd.yaml:6: owner must be filled in'],
    ['an owner of blanks is refused', yaml.replace('owner: team', "owner: ' '"), 'd.yaml:6: owner must be filled in'],
    ['an empty link is refused', yaml.replace('https://tracker.example/1', "''"), 'd.yaml:5: link must be filled in'],
    [
      'a link that is not a URL is refused',
      yaml.replace('https://tracker.example/1', 'ask me'),
      'd.yaml:5: link must be a URL',
    ],
    ['an empty reason is refused', yaml.replace('it has no privileges', '""'), 'd.yaml:4: reason must be filled in'],
    [
      'a text in place of the date is refused',
      yaml.replace('2027-01-31', 'soon'),
      'd.yaml:7: expires must be a date such as 2027-01-31',
    ],
    [
      'a day that its month does not have is refused',
      yaml.replace('2027-01-31', '2027-02-30'),
      'd.yaml:2: 2027-02-30 is not a calendar date',
    ],
    [
      'a month that does not exist is refused',
      yaml.replace('2027-01-31', '2027-13-31'),
      'd.yaml:2: 2027-13-31 is not a calendar date',
    ],
    [
      'a deviation without an owner is refused',
      yaml.replace('    owner: team\n', ''),
      'd.yaml:2: the deviation lacks the member owner',
    ],
    ['an owner that is a number is refused', yaml.replace('owner: team', 'owner: 5'), 'd.yaml:6: owner must be a text'],
    ['an unknown member is refused', `${yaml}    more: 1\n`, 'd.yaml:2: the deviation has an unknown member: more'],
    [
      'an unknown requirement is refused',
      yaml.replace('privilege.required', 'nothing'),
      'd.yaml:2: unknown requirement terminate.nothing; `vijson list` shows all requirements',
    ],
    [
      'an observed requirement is refused',
      yaml.replace('privilege.required', 'request.unknown-property'),
      'd.yaml:2: terminate.request.unknown-property is observed and never judged, so no deviation can be declared for it',
    ],
    [
      'a finding that is not the target’s is refused',
      yaml.replace('unexpected-success', 'prerequisite'),
      `d.yaml:3: finding must be one of: ${targetFindings.join(', ')}`,
    ],
    [
      'a deviation that is declared twice is refused',
      yaml + yaml.replace('deviations:\n', ''),
      'd.yaml:8: declared twice; first at d.yaml:2',
    ],
  ])('%s', (_, text, message) => {
    expect(read(text)).toThrow(new ConfigurationError(message))
  })
})

describe('readDeviations on many deviations', () => {
  const ids = ['terminate.privilege.required', 'terminate.success.no-content']
  /** One deviation for each finding of each requirement, six lines each. */
  const many = ids.flatMap((id) =>
    targetFindings.map((finding) =>
      yaml
        .replace('deviations:\n', '')
        .replace('terminate.privilege.required', id)
        .replace('unexpected-success', finding),
    ),
  )
  const lineOf = (index: number) => 2 + 6 * index

  test('all are read that differ in requirement or finding, each with its line', () => {
    const deviations = readDeviations(`deviations:\n${many.join('')}`, 'd.yaml')
    const expected = ids.flatMap((requirement) => targetFindings.map((finding) => ({ requirement, finding })))
    expect(deviations.map(({ requirement, finding, place }) => ({ requirement, finding, place }))).toEqual(
      expected.map((one, index) => ({ ...one, place: `d.yaml:${lineOf(index)}` })),
    )
  })

  test('one that is invalid is refused at its line', () => {
    const text = `deviations:\n${many.with(11, many[11]?.replace('owner: team', "owner: ''") ?? '').join('')}`
    expect(read(text)).toThrow(new ConfigurationError(`d.yaml:${lineOf(11) + 4}: owner must be filled in`))
  })
})
