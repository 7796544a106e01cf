/**
 * A text in lines of at most so many characters, broken between words; a longer word has a line of its own.
 *
 * @param indent how far each line is indented; the lines after the first by `hang` more.
 * @param width undefined: one line, as for a file.
 */
export function wrapped(text: string, width: number | undefined, indent: number, hang = 0): string[] {
  const first = ' '.repeat(indent)
  if (width === undefined) return [`${first}${text}`]
  const rest = ' '.repeat(indent + hang)
  const lines: string[] = []
  let line = first
  let isEmpty = true
  for (const word of text.split(' ')) {
    if (!isEmpty && line.length + 1 + word.length > width) {
      lines.push(line)
      line = `${rest}${word}`
    } else line += isEmpty ? word : ` ${word}`
    isEmpty = false
  }
  return [...lines, line]
}
