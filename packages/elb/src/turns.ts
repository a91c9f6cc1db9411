import type { CallOptions, Ref } from '@cloud/core'
import { idOf } from '@cloud/core/driver'
import type { AnyClient } from './client.ts'

type Turns = <T>(
  balancer: Ref<'balancer'>,
  call: CallOptions | undefined,
  work: (left: CallOptions) => Promise<T>,
) => Promise<T>

/** What changes one balancer goes one after the other, within the time of its call. */
export const turns =
  (client: AnyClient): Turns =>
  (balancer, call, work) =>
    client.within(call, async (left) =>
      client.inTurn(idOf('balancer', balancer, 'balancer'), () => work(left), left),
    )
