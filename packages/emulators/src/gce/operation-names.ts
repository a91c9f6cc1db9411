/** The discovery document's ids of the operations that the emulated cloud answers. The tables are written for these. */
export const computeOperations = [
  'compute.globalOperations.aggregatedList',
  'compute.globalOperations.delete',
  'compute.globalOperations.get',
  'compute.globalOperations.list',
  'compute.globalOperations.wait',
  'compute.images.get',
  'compute.images.getFromFamily',
  'compute.images.list',
  'compute.instances.aggregatedList',
  'compute.instances.delete',
  'compute.instances.get',
  'compute.instances.insert',
  'compute.instances.list',
  'compute.instances.reset',
  'compute.instances.start',
  'compute.instances.stop',
  'compute.machineTypes.aggregatedList',
  'compute.machineTypes.get',
  'compute.machineTypes.list',
  'compute.regionOperations.delete',
  'compute.regionOperations.get',
  'compute.regionOperations.list',
  'compute.regionOperations.wait',
  'compute.regions.get',
  'compute.regions.list',
  'compute.zoneOperations.delete',
  'compute.zoneOperations.get',
  'compute.zoneOperations.list',
  'compute.zoneOperations.wait',
  'compute.zones.get',
  'compute.zones.list',
] as const

export type ComputeOperation = (typeof computeOperations)[number]

/** With the token endpoint's one. */
export const operationNames: readonly string[] = [...computeOperations, 'oauth2.token']
