// Derived from spec/ by `npm run generate`. Not edited by hand.

/** The name, version and purpose of this package. */
export const tool = {
  "name": "vijson-conformance",
  "version": "0.1.0",
  "description": "Contract, conformance suite, mock and typed client for one operation of vCenter's VI JSON API: SessionManager.TerminateSession"
} as const
