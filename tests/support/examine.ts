import { getRequestListener } from '@hono/node-server'
import { expect } from 'vitest'
import { createApp, createVCenter, type VCenter } from '../../src/mock/index.ts'
import { principals } from './principals.ts'
import { vijson } from './vijson.ts'

/** The account that controls a run. */
export const accounts = {
  VIJSON_USERNAME: principals.controller.userName,
  VIJSON_PASSWORD: principals.controller.password,
}

export const mockListener = (vcenter: VCenter = createVCenter()) => getRequestListener(createApp(vcenter).fetch)

interface Told {
  target: string
  ok: boolean
  lines: { step: string; ok: boolean; warning?: boolean; text: string; detail?: string; todo?: string }[]
}

/** Runs `vijson doctor`. @returns its exit code, and the one line that is not all right. */
export async function examine(target: string, args: string[] = [], environment: Record<string, string> = {}) {
  const ended = await vijson(['doctor', '--target', target, '--timeout', '1000', '--json', ...args], environment)
  expect(ended.stderr).toBe('')
  const told: Told = JSON.parse(ended.stdout)
  const wrongs = told.lines.filter(({ ok }) => !ok)
  expect(told.ok).toBe(wrongs.length === 0)
  // Whatever is not all right says what to do, and nothing repeats a password.
  for (const { todo } of wrongs) expect(todo).toMatch(/\w/)
  expect(ended.stdout).not.toContain(principals.controller.password)
  return { code: ended.code, steps: told.lines.map(({ step }) => step), wrong: wrongs[0], wrongs, lines: told.lines }
}
