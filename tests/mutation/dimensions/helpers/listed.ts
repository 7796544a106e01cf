import { type Mutant, onWire } from '../../mutant.ts'
import { killer } from './common.ts'
import { idsOf } from './wire.ts'

/** A defect of the answers to some lists. */
export const listed = (
  defect: string,
  change: (response: Response, ids: string[], request: Request) => Response | Promise<Response>,
): Mutant =>
  onWire(defect, killer, async (request, next) => {
    const ids = idsOf(await request.clone().text())
    const response = await next(request)
    return ids === undefined ? response : change(response, ids, request)
  })
