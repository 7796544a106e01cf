import { expect, test } from 'vitest'
import { addPattern, createRoot, type Node } from '../../../../src/conformance/redaction/pattern-tree.ts'

/** Each path of a tree that a pattern ends at, with its labels apart. */
function pathsOf(node: Node, before: string[] = []): string[] {
  const labels = [...before, node.label]
  const own = node.pattern === undefined ? [] : [`${labels.slice(1).join('|')} = ${node.pattern.replacement}`]
  return [...own, ...[...(node.children?.values() ?? [])].flatMap((child) => pathsOf(child, labels))]
}

function treeOf(...patterns: string[]): string[] {
  const root = createRoot()
  for (const [index, pattern] of patterns.entries())
    addPattern(root, { value: pattern, pattern, replacement: String(index), bounds: 'any' })
  return pathsOf(root)
}

test.each<[string, string[], string[]]>([
  ['patterns that begin differently stand apart', ['one', 'two'], ['one = 0', 'two = 1']],
  ['a pattern that continues another stands below it', ['ab', 'abcd'], ['ab = 0', 'ab|cd = 1']],
  ['a pattern that another continues stands above it', ['abcd', 'ab'], ['ab = 1', 'ab|cd = 0']],
  ['patterns share what they begin with', ['abc', 'abd', 'ax'], ['a|b|c = 0', 'a|b|d = 1', 'a|x = 2']],
  ['patterns are folded, and a known one keeps its replacement', ['Ab', 'aB'], ['ab = 0']],
])('%s', (_, patterns, paths) => {
  expect(treeOf(...patterns)).toEqual(paths)
})
