import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { shownName } from '../../../src/cli/file-name.ts'

test.each(['ca.pem', 'none/result.json', '/none/0a1b2c3d.0', 'download.ZIP', join(tmpdir(), 'none'), 'src/none'])(
  '%s is shown',
  (file) => {
    expect(shownName(file)).toBe(` ${file}`)
  },
)

test.each(['Hunter2', 'Hunter2/x', '/Hunter2', './Hunter2', 'hunter2.secret', ''])(
  '%j is not: it may be a password',
  (text) => {
    expect(shownName(text)).toBe('')
  },
)
