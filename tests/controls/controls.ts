import { about } from './about.ts'
import { answers } from './answers.ts'
import { authentication } from './authentication.ts'
import { clones } from './clones.ts'
import { concurrency } from './concurrency.ts'
import { connection } from './connection.ts'
import type { Control } from './control.ts'
import { faults } from './faults.ts'
import { keys } from './keys.ts'
import { limits } from './limits.ts'
import { refusals } from './refusals.ts'
import { refusedPaths } from './refused-paths.ts'
import { refusedRequests } from './refused-requests.ts'
import { releases } from './releases.ts'
import { timing } from './timing.ts'

/** Every control, by theme. */
export const controls: Control[] = [
  ...keys,
  ...faults,
  ...answers,
  ...refusals,
  ...about,
  ...connection,
  ...authentication,
  ...clones,
  ...concurrency,
  ...refusedPaths,
  ...refusedRequests,
  ...releases,
  ...timing,
  ...limits,
]
