/** The same answer with another fault, where it is one with status 500. */
export async function changedFault(
  response: Response,
  change: (fault: Record<string, unknown>) => unknown,
): Promise<Response> {
  if (response.status !== 500) return response
  const text = await response.clone().text()
  // The answer to HEAD has no body.
  return text === '' ? response : Response.json(change(JSON.parse(text) as Record<string, unknown>), { status: 500 })
}
