import { describe, expect, test } from 'vitest'
import { releaseLines } from '../../../src/report/releases.ts'
import { sampleRequirement, sampleResult } from '../../support/sample-result.ts'

const requirements = ['terminate.a.b', 'terminate.a.c'].map((id) => sampleRequirement(id))
const tested = sampleResult({ requirements, verdict: 'conformant' })
const other = sampleResult({ requirements: requirements.map((one) => ({ ...one, verdict: 'fail' as const })) })
const message = 'it does not know this release'
const untested = sampleResult({
  verdict: 'inconclusive',
  problem: { code: 'not-vi-json', message },
  requirements: requirements.map((one) => ({
    ...one,
    verdict: 'unreached' as const,
    finding: { code: 'prerequisite' as const, message },
  })),
})

describe('runs under several releases', () => {
  test('have a line each, and nothing more, where under one of two nothing was tested', () => {
    expect(
      releaseLines([
        ['8.0.3.0', tested],
        ['8.0.9.0', untested],
      ]),
    ).toEqual([
      expect.stringMatching(/^release 8\.0\.3\.0: .*passed/),
      expect.stringMatching(/^release 8\.0\.9\.0: .*the target did not answer as VI JSON does/),
    ])
  })

  test('are compared without the one under which nothing was tested', () => {
    const lines = releaseLines([
      ['8.0.1.0', tested],
      ['8.0.9.0', untested],
      ['8.0.3.0', other],
    ])
    expect(lines).toHaveLength(3 + 2 + requirements.length)
    expect(lines.slice(4).join('\n')).not.toContain('8.0.9.0')
  })

  test('are said to be the same under those alone that were tested', () => {
    const lines = releaseLines([
      ['8.0.1.0', tested],
      ['8.0.3.0', tested],
      ['9.1.0.0', untested],
    ])
    expect(lines.slice(3)).toEqual(['every requirement has the same verdict under 8.0.1.0 and 8.0.3.0'])
  })
})
