import type { InstanceInput } from './instance-input.ts'
import type { Wire } from './json.ts'
import { deleteOf, insertOf, type Kind } from './kind.ts'
import { checkLabels } from './labels.ts'
import { nameIn } from './links.ts'
import { typeNamed } from './machine-type-reference.ts'
import { checkMetadata } from './metadata.ts'
import { checkNetworkTags } from './network-tags.ts'
import type { Operations } from './operation.ts'
import { getOne, listAll, listEverywhere } from './reads.ts'
import { invalidField, requiredField } from './refusal.ts'
import { schedulingWire } from './scheduling.ts'

const kind: Kind = {
  collection: 'instanceTemplates',
  check: (_cloud, wire) => {
    const properties = wire.properties as (InstanceInput & Wire) | undefined
    if (!properties) throw requiredField('properties')
    if (!properties.machineType) throw requiredField('properties.machineType')
    // A template is of no zone: it names a machine type without one.
    if (properties.machineType.includes('/'))
      throw invalidField(
        'properties.machineType',
        properties.machineType,
        'Must be the name of a machine type.',
      )
    typeNamed('zones/any', nameIn(properties.machineType))
    if (!properties.disks?.length) throw requiredField('properties.disks')
    if (!properties.networkInterfaces?.length) throw requiredField('properties.networkInterfaces')
    checkMetadata(properties.metadata ?? {})
    checkLabels(properties.labels)
    checkNetworkTags(properties.tags?.items ?? [], 'properties.tags.items')
    schedulingWire(properties.scheduling)
  },
}

export const instanceTemplates: Operations<`compute.instanceTemplates.${string}`> = {
  'compute.instanceTemplates.aggregatedList': listEverywhere('global', 'region'),
  'compute.instanceTemplates.delete': deleteOf(kind),
  'compute.instanceTemplates.get': getOne,
  'compute.instanceTemplates.insert': insertOf(kind),
  'compute.instanceTemplates.list': listAll,
}
