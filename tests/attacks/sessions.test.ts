import { makeAttempts } from './attempts.ts'
import { growingLists } from './growing-lists.ts'
import { reusedKeys } from './reused-keys.ts'

makeAttempts({ 'reused keys and tokens': reusedKeys, 'growing and lying lists': growingLists })
