import { TargetUnreachable } from '../../client/errors.ts'

/** A recorded run holds no answer to a request. That says nothing about the target, so it does not open the circuit breaker. */
export class NotRecorded extends TargetUnreachable {
  constructor(message: string) {
    super('refused', message)
    this.name = 'NotRecorded'
  }
}
