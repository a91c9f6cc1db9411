import { type CloudStack, compute as cloudStackCompute } from '@cloud/cloudstack'
import { type NinefoldOptions, ninefold } from './brand.ts'

/** What Ninefold's compute could do: all that CloudStack can. */
export type Ninefold = CloudStack

/** The compute driver of Ninefold: that of CloudStack, under another name and at another address. */
export function compute(options: NinefoldOptions = {}): Ninefold {
  return cloudStackCompute(options, ninefold)
}
