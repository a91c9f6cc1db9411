import { type CallOptions, isCloudError } from '@cloud/core'
import { invalid, sleep } from '@cloud/core/driver'
import { backoffMs } from '../backoff.ts'
import { type PublicKey, readPublicKey } from '../public-key.ts'
import { anyOf, type HostKeyPolicy, type Target } from './check.ts'
import { remembered } from './remembered.ts'

/** Takes the keys that the provider tells of the node (EC2: its console output), and waits for them while there are none. */
export function provider(): HostKeyPolicy {
  return remembered({ mode: 'provider', check: async (target) => anyOf(await published(target)) })
}

async function published(target: Target): Promise<PublicKey[]> {
  const { to, clock, signal } = target
  if (!to.hostKeys)
    throw invalid(
      "hostKey: 'provider' needs a driver that tells host keys",
      'this one lacks the ability HostKeys',
    )
  for (let round = 0; ; round++) {
    const keys = (await ask(to.hostKeys, { signal })).flatMap((line) => readPublicKey(line) ?? [])
    if (keys.length > 0) return keys
    await sleep(backoffMs(round + 2), clock, signal)
  }
}

/** One failed question is no answer, and the next one may get one. */
async function ask(
  hostKeys: (call?: CallOptions) => Promise<readonly string[]>,
  call: CallOptions & { readonly signal: AbortSignal },
): Promise<readonly string[]> {
  try {
    return await hostKeys(call)
  } catch (error) {
    if (call.signal.aborted) throw call.signal.reason
    if (isCloudError(error) && error.retryable) return []
    throw error
  }
}
