// These packages have no types.
declare module 'html-escaper' {
  function escapeText(text: string): string

  export { escapeText as escape }
}
declare module 'strict-uri-encode' {
  export default function strictUriEncode(text: string): string
}
