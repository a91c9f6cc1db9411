import { type CloudStackLoadBalancers, loadBalancers as cloudStackLoadBalancers } from '@cloud/cloudstack'
import { type NinefoldOptions, ninefold } from './brand.ts'

/** What Ninefold's load balancers could do: all that CloudStack's can. */
export type NinefoldLoadBalancers = CloudStackLoadBalancers

/** The load balancers of Ninefold: those of CloudStack, under another name and at another address. */
export function loadBalancers(options: NinefoldOptions = {}): NinefoldLoadBalancers {
  return cloudStackLoadBalancers(options, ninefold)
}
