import type { RunRecord } from '../types.ts'

/** The record of a run that nobody keeps. */
export const noRecord: RunRecord = {
  loginSent() {},
  loginFailed() {},
  opened() {},
  ended() {},
  stillOpen() {},
  keyLost() {},
}
