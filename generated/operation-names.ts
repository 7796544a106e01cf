// Derived from spec/ by `npm run generate`. Not edited by hand.

/** The operationId of every operation of the fragment. */
export const operationNames = [
  "SessionManager_TerminateSession",
  "SessionManager_Login",
  "SessionManager_LoginByToken",
  "SessionManager_Logout",
  "SessionManager_SessionIsActive",
  "SessionManager_getSessionList",
  "SessionManager_getCurrentSession",
  "SessionManager_AcquireCloneTicket",
  "SessionManager_CloneSession",
  "ServiceInstance_getContent",
  "ServiceInstance_RetrieveServiceContent",
  "System_hello"
] as const
