/** The name of a fault, where it is well-formed: a server may put any text there. */
export function faultName({ _typeName }: { _typeName: string }): string {
  return /^\w{1,64}$/.test(_typeName) ? _typeName : '(malformed fault name)'
}
