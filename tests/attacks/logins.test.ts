import { makeAttempts } from './attempts.ts'
import { hostileLogins } from './hostile-logins.ts'

makeAttempts({ 'hostile logins': hostileLogins })
