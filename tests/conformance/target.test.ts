import { targetSettings } from '../../src/cli/settings.ts'
import { openTarget } from '../../src/cli/targets.ts'
import { describeConformance } from '../../src/report/vitest.ts'

/** The target that VIJSON_TARGET names, opened as `vijson test` opens it. */
describeConformance(`the target ${process.env.VIJSON_TARGET}`, async () => {
  const { target } = await openTarget(targetSettings({}, process.env), {})
  return target
})
