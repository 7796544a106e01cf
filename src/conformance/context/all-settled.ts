/**
 * The values of promises, all of which are awaited, also where one is rejected: what begins later, such as a session, would be closed by nobody.
 *
 * @throws the first rejection in their order.
 */
export async function allSettled<Value>(promises: readonly Promise<Value>[]): Promise<Value[]> {
  const settled = await Promise.allSettled(promises)
  return settled.map((one) => {
    if (one.status === 'rejected') throw one.reason
    return one.value
  })
}
