import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type TargetFlags, targetSettings } from '../../../src/cli/settings.ts'
import { UsageError } from '../../../src/cli/usage.ts'

const credentials = { VIJSON_USERNAME: 'user', VIJSON_PASSWORD: 'secret' }

describe('targetSettings', () => {
  test.each<[title: string, TargetFlags, Record<string, string>, message: string]>([
    [
      'rejects a password in the target',
      { target: 'https://user:secret@vcenter.example' },
      {},
      '--target must not contain a password; give it in VIJSON_PASSWORD',
    ],
    [
      'rejects another scheme',
      { target: 'ftp://user:secret@vcenter.example' },
      {},
      '--target must be mock, msw, a recorded run (a file that ends with .har), or an http or https URL',
    ],
    [
      'rejects an invalid URL, which may contain a password',
      {},
      { GOVC_URL: 'user:se/cret@vcenter:port' },
      'GOVC_URL has a "/", "?" or "#" before an "@": a part of a password would be read as the host; give user name and password in GOVC_USERNAME and GOVC_PASSWORD, or percent-encode them (%2F, %3F, %23)',
    ],
    [
      'rejects a password that ends in a line break',
      { target: 'vcenter.example' },
      { VIJSON_USERNAME: 'user', VIJSON_PASSWORD: 'secret\n' },
      'the password ends in a line break; give it without one, as $(cat FILE) does',
    ],
    [
      'rejects a second password that ends in a line break',
      { target: 'vcenter.example' },
      { ...credentials, VIJSON_LIMITED_USERNAME: 'other', VIJSON_LIMITED_PASSWORD: 'secret\r\n' },
      'VIJSON_LIMITED_PASSWORD ends in a line break; give it without one, as $(cat FILE) does',
    ],
    [
      'rejects a target without credentials',
      { target: 'vcenter.example' },
      {},
      'user name and password are missing: give --username or VIJSON_USERNAME, and VIJSON_PASSWORD (or GOVC_USERNAME and GOVC_PASSWORD); or the token of a session in VIJSON_SESSION, or one of single sign-on in VIJSON_SSO_TOKEN_FILE',
    ],
    [
      'rejects a user name without a password',
      { target: 'vcenter.example' },
      { VIJSON_USERNAME: 'user' },
      'password is missing: give it in VIJSON_PASSWORD, or by --password-command or --password-fd',
    ],
    [
      'rejects a user name with a password',
      { target: 'vcenter.example', username: 'user:secret' },
      { VIJSON_PASSWORD: 'secret' },
      'a user name must not contain a colon; give the password in VIJSON_PASSWORD, or in VIJSON_LIMITED_PASSWORD',
    ],
    ...['"user"', "'user'", '\u201cuser\u201d'].flatMap(
      (userName): [string, object, Record<string, string>, string][] => [
        [
          `rejects the user name ${userName}`,
          { target: 'vcenter.example' },
          { VIJSON_USERNAME: userName, VIJSON_PASSWORD: 'secret' },
          'a user name stands in quotation marks; give it without them',
        ],
        [
          `rejects the second user name ${userName}`,
          { target: 'vcenter.example' },
          { ...credentials, VIJSON_LIMITED_USERNAME: userName, VIJSON_LIMITED_PASSWORD: 'secret' },
          'a user name stands in quotation marks; give it without them',
        ],
      ],
    ),
    ...[
      ['me@corp.example', 'ME@Corp.Example'],
      ['me@corp.example', 'CORP.EXAMPLE\\Me'],
      ['CORP\\me', 'corp\\me'],
      ['CORP\\me', 'me@corp'],
    ].map(([userName = '', second = '']): [string, object, Record<string, string>, string] => [
      `rejects ${second} beside ${userName}`,
      { target: 'vcenter.example' },
      {
        VIJSON_USERNAME: userName,
        VIJSON_PASSWORD: 'secret',
        VIJSON_LIMITED_USERNAME: second,
        VIJSON_LIMITED_PASSWORD: 'secret',
      },
      'VIJSON_LIMITED_USERNAME must name another account, one without Sessions.TerminateSession',
    ]),
    ...[
      ['"52secret"', 'stands in quotation marks, as in a cookie; give it without them'],
      [
        'vmware_soap_session=52secret',
        'has the name of a cookie or a header before the token; give what stands behind it alone',
      ],
      [
        'vmware_soap_session="52secret"; Path=/',
        'has the name of a cookie or a header before the token; give what stands behind it alone',
      ],
      [
        'vmware-api-session-id: 52secret',
        'has the name of a cookie or a header before the token; give what stands behind it alone',
      ],
      [
        'Cookie: vmware_soap_session=52secret',
        'has the name of a cookie or a header before the token; give what stands behind it alone',
      ],
      ['package.json', 'is the path of a file; give the token that stands in it'],
      ['52secret\r', 'must be the token of a session, without blanks, commas and line breaks'],
    ].map(([token = '', why]): [string, object, Record<string, string>, string] => [
      `rejects the session ${JSON.stringify(token)}`,
      { target: 'vcenter.example' },
      { VIJSON_SESSION: token },
      `VIJSON_SESSION ${why}`,
    ]),
    [
      'rejects the path of a file as a password',
      { target: 'vcenter.example' },
      { VIJSON_USERNAME: 'user', VIJSON_PASSWORD: resolve('package.json') },
      'the password is the path of a file; give what stands in it, as $(cat FILE) does',
    ],
    [
      'rejects the path of a file as a second password',
      { target: 'vcenter.example' },
      { ...credentials, VIJSON_LIMITED_USERNAME: 'other', VIJSON_LIMITED_PASSWORD: resolve('package.json') },
      'VIJSON_LIMITED_PASSWORD is the path of a file; give what stands in it, as $(cat FILE) does',
    ],
    [
      'rejects an empty user name',
      { target: 'vcenter.example', username: '' },
      { VIJSON_PASSWORD: 'secret' },
      'a user name must not be empty; give one, or leave it out',
    ],
    ...['user\r', 'us\ufffdr', ' user', 'user ', 'user\n', 'us\u0007er', '\ufeffuser'].map(
      (userName): [string, object, Record<string, string>, string] => [
        `rejects the user name ${JSON.stringify(userName)}`,
        { target: 'vcenter.example' },
        { VIJSON_USERNAME: userName, VIJSON_PASSWORD: 'secret' },
        'a user name must not begin or end with a blank or a line break, or contain a control character or what is not UTF-8',
      ],
    ),
    ...[
      ['h\0u\0n\0', 'is not in UTF-8; give it, or save its file, in UTF-8'],
      ['secr\ufffdet', 'is not in UTF-8; give it, or save its file, in UTF-8'],
      ['\ufeffsecret', 'has a byte order mark, as an editor writes it into a file; give it without one'],
      ['secret\nmore', 'has several lines; give the one that is the password'],
    ].flatMap(([password = '', why]): [string, object, Record<string, string>, string][] => [
      [
        `rejects the password ${JSON.stringify(password)}`,
        { target: 'vcenter.example' },
        { VIJSON_USERNAME: 'user', VIJSON_PASSWORD: password },
        `the password ${why}`,
      ],
      [
        `rejects the second password ${JSON.stringify(password)}`,
        { target: 'vcenter.example' },
        { ...credentials, VIJSON_LIMITED_USERNAME: 'other', VIJSON_LIMITED_PASSWORD: password },
        `VIJSON_LIMITED_PASSWORD ${why}`,
      ],
    ]),
    [
      'rejects a password without a user name',
      { target: 'vcenter.example' },
      { VIJSON_PASSWORD: 'secret' },
      'user name is missing: give --username or VIJSON_USERNAME',
    ],
    [
      'rejects a second account without a password',
      { target: 'vcenter.example' },
      { ...credentials, VIJSON_LIMITED_USERNAME: 'x' },
      'the second account is incomplete: set both VIJSON_LIMITED_USERNAME and its password (VIJSON_LIMITED_PASSWORD or VIJSON_LIMITED_PASSWORD_COMMAND), or neither',
    ],
    [
      'rejects a missing CA file',
      { target: 'vcenter.example', ca: 'nowhere.pem' },
      credentials,
      'cannot read CA file nowhere.pem: there is no such file (ENOENT)',
    ],
    [
      'rejects a CA file without a certificate',
      { target: 'vcenter.example', ca: 'package.json' },
      credentials,
      'CA file package.json contains no PEM certificate; give a file with a line -----BEGIN CERTIFICATE-----',
    ],
    [
      'rejects --insecure together with --ca',
      { target: 'vcenter.example', ca: 'x', insecure: true },
      credentials,
      'give only one of --insecure and --ca: each says which certificate is trusted',
    ],
    [
      'rejects a password that is not percent-encoded',
      {},
      { GOVC_URL: 'user:se%cret@vcenter.example' },
      'user name or password in GOVC_URL is not percent-encoded',
    ],
    [
      'rejects several releases, which only vijson test takes',
      { release: '8.0.1.0,8.0.3.0' },
      {},
      '--release must be one release here; vijson test takes several',
    ],
    [
      'rejects an invalid release',
      { release: '8' },
      {},
      '--release must be a release from 8.0.1.0 on, such as 8.0.3.0, or auto',
    ],
    [
      'rejects a user name for a recorded run',
      { target: 'run.har', username: 'me' },
      {},
      'a recorded run has its own release and user names; omit --release and --username',
    ],
    [
      'rejects a release for a recorded run',
      { target: 'run.har', release: '8.0.3.0' },
      {},
      'a recorded run has its own release and user names; omit --release and --username',
    ],
  ])('%s, in a sentence without the secret', (_, flags, environment, message) => {
    const call = () => targetSettings(flags, environment)
    expect(call).toThrow(UsageError)
    expect(call).toThrow(expect.objectContaining({ message }))
    expect(message).not.toMatch(/se.?cret@|cret\b/)
  })
})
