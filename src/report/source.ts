import { type BlockLine, type RequirementResult, sourceLine } from '../conformance/index.ts'

/** The operation's page, whose sentences are the sources of most requirements. */
export const operationPage =
  'https://developer.broadcom.com/xapis/virtual-infrastructure-json-api/latest/sdk/vim25/release/SessionManager/moId/TerminateSession/post/'

type Source = RequirementResult['source']

/** Where a requirement comes from, with the address of the page where it comes from one. */
export function sourceWithAddress(source: Source): string {
  return source.document === 'page' ? `${sourceLine(source)}, ${operationPage}` : sourceLine(source)
}

/** A block whose source has the address of its page. */
export function withSourceAddress(block: readonly BlockLine[], source: Source): BlockLine[] {
  return block.map((line) => (line[0] === 'Source' ? ['Source', sourceWithAddress(source)] : line))
}
