import { foldUnit } from './letter-case.ts'
import { addPattern, createRoot, type Node, type Pattern } from './pattern-tree.ts'
import type { TextReading } from './reading.ts'

/** A pattern that was found: where it stands in the text, and how it was read there. */
export interface Match {
  start: number
  end: number
  read: string
  pattern: Pattern
  /** It ends behind something that is not seen, such as a tag: there is a shorter one, unless it was not within its bounds. */
  isTrailing: boolean
}

/**
 * Searches readings for many patterns, in whatever letter case. A rolling hash (Rabin-Karp) over the characters that stand in the text says where a
 * pattern may begin; near escapes, where a text can be read in several ways, all of them are followed.
 */
export interface Search {
  /** A known pattern keeps its replacement. An empty one is ignored. */
  add(pattern: Pattern): void
  /**
   * Calls back with every match, from the beginning to the end; those that begin at one place together.
   *
   * @param onMatch returns the place from which to search on.
   * @returns whether the text was searched to its end, which one that is made to take long is not.
   */
  each(reading: TextReading, onMatch: (matches: readonly Match[]) => number): boolean
}

/** The characters of a pattern that the hash is made of; patterns that are shorter are looked up by their first. */
const prefixLength = 6

/** Near an escape, the characters by which a pattern may begin. */
const beginningLength = 3

/** Few of many patterns have the same hash by chance. Three bits for each character of a prefix. */
const hashCount = 2 ** 18

/** How many steps a search may take, by the length of the text: enough for any text but one made to take long. */
const stepsAllowed = (length: number) => Math.min(20_000 + 32 * length, 2_000_000)

export function createSearch(): Search {
  const longer = createRoot()
  const shorter = createRoot()
  // The hashes of all prefixes, and the first characters of the short patterns: looked up before a tree is.
  const hashes = new Uint8Array(hashCount)
  // Of the first characters: near an escape, no more may be only themselves.
  const beginnings = new Uint8Array(hashCount)
  const firsts = new Uint8Array(2 ** 16)
  let shortCount = 0

  function mayBegin({ text, stepsAt }: TextReading, start: number): boolean {
    for (let place = start; place < start + beginningLength; place += 1) if (stepsAt(place) !== undefined) return true
    return beginnings[hashOf(text, start, beginningLength)] === 1
  }

  return {
    add(pattern) {
      const { length } = pattern.pattern
      if (length === 0) return
      if (length >= prefixLength) {
        addPattern(longer, pattern)
        hashes[hashOf(pattern.pattern, 0, prefixLength)] = 1
        beginnings[hashOf(pattern.pattern, 0, beginningLength)] = 1
      } else {
        addPattern(shorter, pattern)
        firsts[foldUnit(pattern.pattern.charCodeAt(0))] = 1
        shortCount += 1
      }
    },
    each(reading, onMatch) {
      const { text, branches } = reading
      const budget = { left: stepsAllowed(text.length) }
      let hash = hashOf(text, 0, prefixLength - 1)
      let searchFrom = 0
      let matches: Match[] = []
      // Before this place, one of the characters of a prefix can be read in several ways.
      let plainFrom = 0
      let branch = 0
      let nextBranch = branches[0] ?? Number.POSITIVE_INFINITY
      for (let start = 0; start < text.length; start += 1) {
        hash = nextHash(hash, text.charCodeAt(start + prefixLength - 1))
        while (nextBranch < start + prefixLength) {
          plainFrom = nextBranch + 1
          branch += 1
          nextBranch = branches[branch] ?? Number.POSITIVE_INFINITY
        }
        if (start < searchFrom) continue
        const isPlain = start >= plainFrom
        if (!isPlain) budget.left -= 1
        if (isPlain ? hashes[hash] === 1 : mayBegin(reading, start)) {
          follow(reading, start, longer, matches, budget)
        }
        if (shortCount > 0 && (!isPlain || firsts[foldUnit(text.charCodeAt(start))] === 1)) {
          follow(reading, start, shorter, matches, budget)
        }
        if (budget.left < 0) return false
        if (matches.length === 0) continue
        searchFrom = onMatch(matches)
        matches = []
      }
      return true
    },
  }
}

/** What is still to be followed: where in the text, and where in the tree. */
interface Way {
  place: number
  node: Node
  /** How much of the node's label was read. */
  offset: number
  read: string
  /** The last step has read nothing. */
  isUnseen: boolean
}

/** Finds every pattern of a tree that begins at a place. */
function follow(reading: TextReading, start: number, root: Node, matches: Match[], budget: { left: number }): void {
  const { text, stepsAt } = reading
  const pending: Way[] = [{ place: start, node: root, offset: 0, read: '', isUnseen: false }]
  let seen: Map<Node, Set<number>> | undefined

  const push = (way: Way) => {
    seen ??= new Map()
    const places = seen.get(way.node) ?? new Set()
    seen.set(way.node, places)
    const id = way.place * 0x100000 + way.offset
    if (places.has(id)) return
    places.add(id)
    pending.push(way)
  }

  for (let way = pending.pop(); way !== undefined; way = pending.pop()) {
    let { place, node, offset, isUnseen } = way
    const { read } = way
    const from = place
    for (;;) {
      budget.left -= 1
      if (budget.left < 0) return
      if (
        offset === node.label.length &&
        node.pattern !== undefined &&
        isWithinBounds(reading, start, place, node.pattern)
      ) {
        matches.push({
          start,
          end: place,
          read: read + text.slice(from, place),
          pattern: node.pattern,
          isTrailing: isUnseen,
        })
      }
      const steps = stepsAt(place)
      if (steps !== undefined) {
        const soFar = read + text.slice(from, place)
        for (const step of steps) {
          budget.left -= 1
          // Nothing begins with what is not seen: it would begin behind it as well.
          if (step.read === '' && offset === 0 && node === root) continue
          for (const next of advance(node, offset, step.read))
            push({ ...next, place: step.end, read: soFar + step.read, isUnseen: step.read === '' })
        }
        break
      }
      if (place >= text.length) break
      const code = text.charCodeAt(place)
      if (code === unreadable) {
        for (const next of advance(node, offset, text.charAt(place)))
          push({ ...next, place: place + 1, read: read + text.slice(from, place + 1), isUnseen: false })
        break
      }
      const folded = foldUnit(code)
      if (offset < node.label.length) {
        if (node.label.charCodeAt(offset) !== folded) break
        offset += 1
      } else {
        const child = node.children?.get(folded)
        if (child === undefined) break
        node = child
        offset = 1
      }
      place += 1
      isUnseen = false
    }
  }
}

/** What stands where bytes are no UTF-8, as those of another charset: it is taken for any character but those of ASCII. */
const unreadable = 0xfffd

/** Every place in the tree to which characters lead from another. */
function advance(node: Node, offset: number, read: string): { node: Node; offset: number }[] {
  let places = [{ node, offset }]
  for (let at = 0; at < read.length && places.length > 0; at += 1) {
    const code = read.charCodeAt(at)
    const folded = foldUnit(code)
    const fits = (wanted: number) => wanted === folded || (code === unreadable && wanted > 127)
    places = places.flatMap((one) => {
      if (one.offset < one.node.label.length) {
        return fits(one.node.label.charCodeAt(one.offset)) ? [{ node: one.node, offset: one.offset + 1 }] : []
      }
      const { children: all } = one.node
      const children = code === unreadable ? [...(all?.values() ?? [])] : [all?.get(folded)]
      return children.flatMap((child) =>
        child !== undefined && fits(child.label.charCodeAt(0)) ? [{ node: child, offset: 1 }] : [],
      )
    })
  }
  return places
}

function isWithinBounds(reading: TextReading, start: number, end: number, { bounds }: Pattern): boolean {
  switch (bounds) {
    case 'any':
      return true
    case 'word':
      return [reading.before(start), reading.after(end)].every((near) => near === '' || /[^\p{L}\p{N}_]/u.test(near))
    case 'value': {
      const [before, after] = [reading.before(start), reading.after(end)]
      const isMember = /^\s*:/.test(reading.text.slice(end + 1, end + 20))
      return (
        (before === '' || beginsValue.test(before) || isAfterColon(reading, start)) &&
        (after === '' || endsValue.test(after)) &&
        !isMember
      )
    }
  }
}

/** What stands before a value, and after it, in JSON, HTML, XML, URLs, forms and headers. */
const beginsValue = /["'`>=:[?&]/
const endsValue = /["'`<&;\]\r\n]/

/** As in `Password: pw`. */
function isAfterColon({ text }: TextReading, start: number): boolean {
  return /[:=] $/.test(text.slice(Math.max(0, start - 2), start))
}

/**
 * A number for each character, the same in any letter case; one number for all characters beyond ASCII. From a generator rather than from chance, so
 * that every run takes the same time.
 */
const weights = new Uint32Array(0x10000)
for (let code = 0; code < weights.length; code += 1) {
  const folded = code > 127 ? 128 : code >= 65 && code <= 90 ? code + 32 : code
  weights[code] = (Math.imul(folded + 1, 0x9e3779b1) >>> 11) & (hashCount - 1)
}

/** The hash of characters, computed from the hash of those one place before: what entered first has been shifted out. */
function nextHash(hash: number, code: number): number {
  return ((hash << 3) ^ (weights[code] ?? 0)) & (hashCount - 1)
}

/** The hash of so many characters from a place on. */
function hashOf(text: string, start: number, length: number): number {
  let hash = 0
  for (let place = start; place < start + length; place += 1) hash = nextHash(hash, text.charCodeAt(place))
  return hash
}
