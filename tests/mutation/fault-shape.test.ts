import { describeFamily } from './describe-family.ts'

describeFamily('fault shape')
