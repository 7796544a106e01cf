/** A text within a comment: it must not end the comment, and each line of it is one of the comment. */
export function commentLines(text: string): string[] {
  return text
    .replaceAll('*/', '*\\/')
    .split(/[\r\n\u2028\u2029]+/)
    .map((line) => line.trimEnd())
    .filter((line) => line !== '')
}

/** The same in one line. */
export function commentLine(text: string): string {
  return commentLines(text)
    .map((line) => line.trim())
    .join(' ')
}
