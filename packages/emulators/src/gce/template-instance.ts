import type { Gce } from './cloud.ts'
import type { InstanceInput } from './instance-input.ts'
import { nameOfScope, type Scope } from './scope.ts'
import { referred } from './store.ts'

/** What an insert says, and what the template that it names says where it says nothing. */
export function fromTemplate(
  cloud: Gce,
  zone: Scope,
  link: string,
  input: InstanceInput = {},
): InstanceInput {
  const template = referred(cloud, 'sourceInstanceTemplate', link, 'instanceTemplates')
  const properties = template.wire.properties as InstanceInput & Record<string, unknown>
  const place = `zones/${nameOfScope(zone)}`
  const disks = properties.disks?.map((disk) => {
    const { diskType, ...rest } = disk.initializeParams ?? {}
    if (!disk.initializeParams) return disk
    const type = diskType && !diskType.includes('/') ? `${place}/diskTypes/${diskType}` : diskType
    return { ...disk, initializeParams: { ...rest, ...(type !== undefined && { diskType: type }) } }
  })
  return {
    ...properties,
    ...(disks && { disks }),
    machineType: `${place}/machineTypes/${properties.machineType}`,
    ...input,
  }
}
