import type { Clock, Compute } from '@cloud/core'
import type { LocalCloud } from '@cloud/emulators'

/** What of a local cloud its drivers take. */
export type Access = Pick<LocalCloud, 'ec2' | 'digitalocean' | 'gce' | 'ninefold'>

export type CloudName = keyof Access

/** The driver of a cloud, loaded alone: a process that is to be killed starts as soon as it can. */
export async function connect(
  name: CloudName,
  access: Access,
  { zone, ...options }: { readonly clock?: Clock; readonly zone?: string | undefined } = {},
): Promise<Compute> {
  if (name === 'ec2') return (await import('@cloud/ec2')).compute({ ...access.ec2, ...options })
  if (name === 'gce') return (await import('@cloud/gce')).compute({ ...access.gce, ...options })
  if (name === 'ninefold')
    return (await import('@cloud/ninefold')).compute({
      ...access.ninefold,
      ...options,
      ...(zone !== undefined && { zone }),
    })
  const { compute } = await import('@cloud/digitalocean')
  return compute({ ...access.digitalocean, region: 'fra1', ...options })
}
