/** What stands at a place of a list. */
export type PlaceKind =
  | 'a live session'
  | 'an ended session'
  | 'an unknown id'
  | "the caller's own id"
  | 'an id again'
  | 'an id like a key'

/** What a list is made of. Two values of two factors each stand together in at least one list of `terminate.sequence.model`. */
export const pairFactors = {
  failure: ['none', 'an ended session', 'an unknown id', "the caller's own id", 'an id again', 'an id like a key'],
  before: ['nothing', 'a session'],
  after: ['a session', 'a second failure and a session'],
  caller: ['the first', 'another'],
} satisfies {
  failure: ('none' | PlaceKind)[]
  before: ('nothing' | 'a session')[]
  after: ('a session' | 'a second failure and a session')[]
  caller: ('the first' | 'another')[]
}
