import { foldText } from './letter-case.ts'

/** A text that is searched for. */
export interface Pattern {
  /** The secret or private value that it is a form of. */
  value: string
  pattern: string
  replacement: string
  /** Where it counts: anywhere; not within a longer word; only as a whole value, between quotes, tags or other marks. */
  bounds: 'any' | 'word' | 'value'
}

/** A place in a tree of patterns: what was read of them so far. */
export interface Node {
  /** What is read on the way to this node, folded. */
  label: string
  /** The pattern that ends here. */
  pattern?: Pattern
  /** Undefined where there are none, as of most nodes: an empty map takes more memory than all the rest. */
  children: Map<number, Node> | undefined
}

/**
 * A radix tree of folded patterns. Own code, because patterns are added while texts are masked (a token with each login), and because a text is
 * followed on several ways at once: a ready automaton is built once, and reads one character after the other.
 */
export function createRoot(): Node {
  return { label: '', children: undefined }
}

/** Adds a pattern; a known one keeps its replacement. */
export function addPattern(root: Node, pattern: Pattern): void {
  const folded = foldText(pattern.pattern)
  let node = root
  let place = 0
  while (place < folded.length) {
    const code = folded.charCodeAt(place)
    node.children ??= new Map()
    const child = node.children.get(code)
    if (child === undefined) {
      node.children.set(code, { label: folded.slice(place), pattern, children: undefined })
      return
    }
    const common = commonLength(child.label, folded, place)
    const shared = common < child.label.length ? split(child, common) : child
    node.children.set(code, shared)
    node = shared
    place += common
  }
  node.pattern ??= pattern
}

function commonLength(label: string, text: string, place: number): number {
  let common = 0
  while (common < label.length && label.charCodeAt(common) === text.charCodeAt(place + common)) common += 1
  return common
}

/** A node for the first part of a label, above the given one for the rest. */
function split(node: Node, length: number): Node {
  const first = node.label.slice(0, length)
  node.label = node.label.slice(length)
  return { label: first, children: new Map([[node.label.charCodeAt(0), node]]) }
}
