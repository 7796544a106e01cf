import { makeAttempts } from './attempts.ts'
import { growingLists } from './growing-lists.ts'
import { likeKeys } from './like-keys.ts'
import { reusedKeys } from './reused-keys.ts'

makeAttempts({
  'reused keys and tokens': reusedKeys,
  'growing and lying lists': growingLists,
  'keys like those of others': likeKeys,
})
