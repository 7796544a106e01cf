import { makeAttempts } from './attempts.ts'
import { hostileClones, hostileLogins } from './hostile-logins.ts'

makeAttempts({ 'hostile logins': hostileLogins, 'hostile clones': hostileClones })
