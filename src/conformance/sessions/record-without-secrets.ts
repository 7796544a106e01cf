import type { Masker } from '../redaction/masker.ts'
import type { RunRecord } from '../types.ts'

/** A record that is not told what holds a secret: a target chooses the keys and the names that it shows, and the record is stored and printed. */
export function recordWithoutSecrets(record: RunRecord, { holdsSecret }: Masker): RunRecord {
  const isPublic = (text: string | undefined) => text !== undefined && !holdsSecret(text)
  return {
    ...record,
    opened(tag, shown) {
      record.opened(tag, Object.fromEntries(Object.entries(shown).filter(([, text]) => isPublic(text))))
    },
  }
}
