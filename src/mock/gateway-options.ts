// By itself, because the types of the package must not need those of hono.

/** What is between a client and the mock. */
export interface GatewayOptions {
  /** Milliseconds that every answer is delayed. */
  rttMs?: number | undefined
  /** Milliseconds that an answer is delayed at most in addition, at random. */
  jitterMs?: number | undefined
  /** Which part of the requests the gateway answers itself, or loses, from 0 to 1: one in fifty is 0.02. */
  failRate?: number | undefined
}
