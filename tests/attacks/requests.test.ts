import { makeAttempts } from './attempts.ts'
import { redirects } from './redirects.ts'
import { spelled } from './spellings.ts'
import { throughChecks, throughMutation } from './through-checks.ts'

makeAttempts({
  'a check or a helper': throughChecks,
  'changed sessions and changing values': throughMutation,
  ...spelled,
  redirects,
})
