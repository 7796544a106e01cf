import { about } from './about.ts'
import { answers } from './answers.ts'
import { connection } from './connection.ts'
import type { Control } from './control.ts'
import { faults } from './faults.ts'
import { keys } from './keys.ts'
import { refusals } from './refusals.ts'

/** Every control, by theme. */
export const controls: Control[] = [...keys, ...faults, ...answers, ...refusals, ...about, ...connection]
