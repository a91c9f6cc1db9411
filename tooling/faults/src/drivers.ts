import { cloudstack } from './cloudstack/entry.ts'
import { digitalocean } from './digitalocean/entry.ts'
import { ec2 } from './ec2/entry.ts'
import { elb } from './elb/entry.ts'
import { gce } from './gce/entry.ts'
import { ninefold } from './ninefold/entry.ts'
import type { DriverEntry } from './operation.ts'
import { s3 } from './s3/entry.ts'

/** Every driver that the matrix tries: a new one joins by its line here. */
export const drivers: readonly DriverEntry[] = [ec2, digitalocean, s3, cloudstack, ninefold, gce, elb]

/** Without the brands: what a driver promises is tried once. */
export const ownDrivers: readonly DriverEntry[] = drivers.filter(({ brandOf }) => brandOf === undefined)
