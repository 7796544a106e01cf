import { TargetUnreachable } from '../../client/errors.ts'

/** A recorded run has no answer to a request. That says nothing of the target, which is not given up for it. */
export class NotRecorded extends TargetUnreachable {
  constructor(message: string) {
    super('refused', message)
    this.name = 'NotRecorded'
  }
}
