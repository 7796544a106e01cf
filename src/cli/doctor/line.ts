/** What was looked at, and what came of it: all right, or what to do about it. */
export interface Line {
  step: 'name' | 'connection' | 'certificate' | 'api' | 'account' | 'second account' | 'sessions' | 'clock'
  ok: boolean
  /** Where it is all right for a run, and yet to be known. */
  warning?: true
  /** What was seen, in a sentence without its full stop. */
  text: string
  /** What else is known about it. */
  detail?: string
  /** What to do, where something is to be mended. */
  todo?: string
}

export const fine = (step: Line['step'], text: string): Line => ({ step, ok: true, text })

export const warning = (step: Line['step'], text: string): Line => ({ step, ok: true, warning: true, text })

export const wrong = (step: Line['step'], text: string, todo: string): Line => ({ step, ok: false, text, todo })
