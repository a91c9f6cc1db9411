import type { DigitalOcean } from './cloud.ts'
import { checkName, type Droplet } from './droplet.ts'
import type { Plan } from './droplet-actions.ts'
import { giveIpv6 } from './droplet-create.ts'
import { needStatus } from './droplet-power.ts'
import { unprocessable } from './refusal.ts'
import type { Size } from './size-catalogue.ts'

export const settingChanges: Readonly<Record<string, Plan>> = {
  rename: ({ centre }, droplet, { name = '' }) => {
    checkName(name)
    return {
      ms: centre.times.actionMs,
      finish: () => {
        droplet.name = name
      },
    }
  },

  resize: (cloud, droplet, { size: slug = '', disk = false }) => {
    const size = findSize(cloud, droplet, slug)
    needStatus(droplet, 'off', 'Droplet must be powered off to be resized.')
    if (size.slug === droplet.size.slug && (!disk || size.diskGiB === droplet.diskGiB))
      throw unprocessable('Droplet is already this size.')
    if (size.diskGiB < droplet.diskGiB)
      throw unprocessable('This size is not available because it has a smaller disk.')
    return {
      ms: cloud.centre.times.actionMs,
      finish: () => {
        droplet.size = size
        if (disk) droplet.diskGiB = size.diskGiB
      },
    }
  },

  enable_ipv6: (cloud, droplet) => {
    if (droplet.ipv6) throw unprocessable('IPv6 is already enabled on this Droplet.')
    return { ms: cloud.centre.times.actionMs, finish: () => giveIpv6(cloud, droplet) }
  },

  change_kernel: () => {
    throw unprocessable('Kernel changes are not supported for this Droplet.')
  },
}

function findSize({ sizes }: DigitalOcean, { region }: Droplet, slug: string): Size {
  const size = sizes.get(slug)
  if (!size) throw unprocessable('You specified an invalid size for Droplet resize.')
  if (!size.regions.includes(region.slug)) throw unprocessable('Size is not available in this region.')
  return size
}
