import { type JsonResult, readResult, UnreadableResult } from '../report/json.ts'
import { readRegularFile, sizes } from './read-file.ts'
import { UsageError } from './usage.ts'

/** Reads a JSON report. @param what the file is, in messages: `result 1`. @throws UsageError. */
export function readResultFile(file: string, what: string): JsonResult {
  const text = readRegularFile(file, what, sizes.other)
  try {
    return readResult(text)
  } catch (error) {
    throw error instanceof UnreadableResult ? new UsageError(`${file} is ${error.message}`, { cause: error }) : error
  }
}
