import { describe, expect, test } from 'vitest'
import { type RequirementId, requirements } from '../../../../src/conformance/index.ts'
import { examples } from '../../../../src/report/explain/examples.ts'
import { explainRequirement } from '../../../../src/report/explain/explain.ts'
import { themes } from '../../../../src/report/explain/themes.ts'
import { themeOf } from '../../../../src/report/wording.ts'

/** What the example of each requirement has to show: what its statement is about. */
const shows: Readonly<Record<RequirementId, RegExp>> = {
  'terminate.success.no-content': /204 No Content$/,
  'terminate.success.all-listed': /"KEY-1","KEY-2"/,
  'terminate.success.bystanders-untouched': /KEY-2, which is not listed, lives/,
  'terminate.success.long-list': /"KEY-1",.*"KEY-300"/,
  'terminate.success.clones': /clone/i,
  'terminate.success.every-session': /IN-USE.*IDLE/,
  'terminate.success.only-session': /KEY-OF-THE-ONLY-OTHER-SESSION/,
  'terminate.success.every-caller': /TOKEN-OF-A-CLONE/,
  'terminate.not-found.fault': /KEY-OF-NOBODY[\s\S]*NotFound/,
  'terminate.not-found.ended-session': /LOGGED-OUT[\s\S]*NotFound/,
  'terminate.current-session.fault': /KEY-OF-THE-CALLER[\s\S]*InvalidArgument/,
  'terminate.current-session.survives': /KEY-OF-THE-CALLER[\s\S]*lives/,
  'terminate.current-session.logout-instead': /\/Logout\n/,
  'terminate.sequence.prefix-terminated': /KEY-OF-NOBODY[\s\S]*KEY-1 is ended/,
  'terminate.sequence.suffix-untouched': /KEY-OF-NOBODY[\s\S]*KEY-2 lives/,
  'terminate.sequence.list-order': /LATER.*EARLIER/,
  'terminate.sequence.duplicate-id': /"KEY-1","KEY-1"/,
  'terminate.sequence.first-failure-decides': /KEY-OF-THE-CALLER","KEY-OF-NOBODY"[\s\S]*InvalidArgument/,
  'terminate.sequence.model': /KEY-OF-NOBODY/,
  'terminate.sequence.every-failure': /"KEY-1","KEY-OF-THE-CALLER","KEY-2"/,
  'terminate.sequence.lengths': /KEY-49/,
  'terminate.fault.media-type': /500 [\s\S]*content-type: application\/json/,
  'terminate.fault.schema': /_typeName.*faultstring/,
  'terminate.fault.no-secrets': /TOKEN stands nowhere/,
  'terminate.request.body-required': /TOKEN\n\n500/,
  'terminate.request.session-id-required': /\n\{\}\n/,
  'terminate.request.malformed-json': /"KEY-1"\n/,
  'terminate.request.session-id-type': /"sessionId":"KEY-1"/,
  'terminate.request.element-type': /"sessionId":\[\d/,
  'terminate.request.body-type': /\n\["KEY-1"\]\n/,
  'terminate.request.member-name': /"sessionIds":/,
  'terminate.request.other-members': /"sessionId":.*"key":/,
  'terminate.request.double-member': /"sessionId":.*"sessionId":/,
  'terminate.request.lenient-json': /,\].*\/\//,
  'terminate.request.content': /x-www-form-urlencoded/,
  'terminate.request.method': /^(?!POST)[A-Z]+ /,
  'terminate.request.type-name': /"_typeName":"TerminateSession"/,
  'terminate.request.spelling': /\\u0049[\s\S]*204/,
  'terminate.request.unknown-property': /unknownProperty/,
  'terminate.request.no-content-type': /^(?![\s\S]*content-type)/,
  'terminate.empty-list.no-effect': /"sessionId":\[\]/,
  'terminate.authentication.anonymous': /^(?![\s\S]*vmware-api-session-id)[\s\S]*KEY-1 lives/,
  'terminate.authentication.dead-token': /TOKEN-OF-AN-ENDED-SESSION[\s\S]*KEY-1 lives/,
  'terminate.authentication.fault': /TOKEN-OF-AN-ENDED-SESSION[\s\S]*NotAuthenticated/,
  'terminate.authentication.anonymous-fault': /^(?![\s\S]*vmware-api-session-id)[\s\S]*NotAuthenticated/,
  'terminate.authentication.reading': /^GET .*\/sessionList\n/,
  'terminate.privilege.required': /SECOND-ACCOUNT/,
  'terminate.privilege.fault': /SECOND-ACCOUNT[\s\S]*NoPermission/,
  'terminate.identity.other-strings': /" KEY-1"[\s\S]*KEY-1 lives/,
  'terminate.identity.letter-case': /"key-1"/,
  'terminate.identity.patterns': /KEY-\*/,
  'terminate.identity.exact': /" KEY-1"[\s\S]*NotFound/,
  'terminate.identity.token-is-no-id': /"TOKEN-OF-KEY-1"[\s\S]*NotFound/,
  'terminate.path.unknown-moid': /SessionManager\/unknown\/TerminateSession/,
  'terminate.path.type-and-method': /\/(?!SessionManager\/)\w+\/SessionManager\/TerminateSession/,
  'terminate.path.oldest-release': /8\.0\.1\.0/,
  'terminate.path.unknown-release': /99\.0\.0\.0/,
  'terminate.concurrent.same-id': /Two calls at once, each[\s\S]*204[\s\S]*NotFound/,
  'terminate.concurrent.linearizable': /before the second/,
  'terminate.effect.listed-at-once': /sessionList does not show/,
  'terminate.effect.session-is-active': /\/SessionIsActive\n/,
  'terminate.effect.logins-untouched': /log in again[\s\S]*ticket/,
  'terminate.effect.others-unchanged': /loginTime/,
}

describe('the example of a requirement', () => {
  test.each(requirements.map(({ id }) => id))('shows what the statement is about: %s', (id) => {
    expect(new Map<string, string>(explainRequirement(id)).get('Example')).toMatch(shows[id])
  })

  test.each(Object.entries(examples))('is its own only where that of the theme is another one: %s', (id, example) => {
    expect(example).not.toBe(themes[themeOf({ id })]?.example)
  })
})
