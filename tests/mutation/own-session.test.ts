import { describeFamily } from './describe-family.ts'

describeFamily('own session')
