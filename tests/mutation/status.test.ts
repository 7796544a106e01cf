import { describeFamily } from './describe-family.ts'

describeFamily('status')
