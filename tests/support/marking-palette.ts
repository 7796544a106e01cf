import type { Palette } from '../../src/report/console.ts'

const marked = (name: string) => (text: string) => `<${name}>${text}</${name}>`

/** Each colour as an element. */
export const marking: Palette = {
  green: marked('green'),
  red: marked('red'),
  yellow: marked('yellow'),
  dim: marked('dim'),
  bold: marked('bold'),
}
