export { type App, type AppOptions, createApp } from './app.ts'
export { fault, type MockFault, VimFault } from './faults.ts'
export type { Door } from './hosts.ts'
export type { MemberName, NextAnswers } from './next-answers.ts'
export { builtInPrincipals, type Principal, type Privilege, parsePrincipals, privileges } from './principals.ts'
export { type MockServer, type ServerOptions, startServer } from './server.ts'
export {
  createVCenter,
  type MockSession,
  type Origin,
  type VCenter,
  type VCenterOptions,
} from './vcenter.ts'
