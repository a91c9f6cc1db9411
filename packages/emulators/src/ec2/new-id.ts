import type { Ec2 } from './action.ts'

/** An id as EC2 gives them today: 17 hexadecimal digits, the first of them 0. */
export const newId = (ec2: Ec2, prefix: string): string => `${prefix}-0${ec2.centre.random.hex(16)}`
