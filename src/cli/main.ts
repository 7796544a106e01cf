#!/usr/bin/env node
import { nodeTooOld } from './node-version.ts'

// Nothing else is loaded before the version is known: an older one may not even read it.
const sentence = nodeTooOld(process.versions.node)
if (sentence === undefined) void import('./run.ts')
else {
  console.error(`error: ${sentence}`)
  process.exitCode = 2
}
