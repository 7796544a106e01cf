import type { CheckContext } from '../context/check-context.ts'
import type { LoginForm } from '../dimensions/logins.ts'
import { OpeningRefused } from '../errors/verdict-error.ts'
import type { TestSession } from '../sessions/session-registry.ts'

/** Opens a session by an unusual login. A target need not take it: that is noted. @returns undefined where none was begun. */
export async function openUnlessRefused(context: CheckContext, form: LoginForm): Promise<TestSession | undefined> {
  try {
    const session = await context.openByLogin(form)
    if (session === undefined)
      context.record('not tested: the run has no password, or the login would be the usual one')
    return session
  } catch (error) {
    if (!(error instanceof OpeningRefused) || error.refused === 'more sessions') throw error
    context.record(`not tested${'locale' in form ? ` in the language ${form.locale}` : ''}: ${error.message}`)
    return undefined
  }
}
