import { defineConfig } from 'vitest/config'

export default defineConfig({ test: { include: ['defective.test.ts'] } })
