/** Whether a text stands in quotation marks, which a shell would have removed, and a file of variables keeps. */
export function isQuoted(text: string): boolean {
  return /^(["'`]).*\1$|^[\u201c\u201d\u201e\u2018\u2019].*[\u201c\u201d\u2018\u2019]$/s.test(text)
}
