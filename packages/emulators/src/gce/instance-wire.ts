import type { Gce } from './cloud.ts'
import { type AccessConfig, interfacesOf } from './external-address.ts'
import type { Json, Wire } from './json.ts'
import { statusOf } from './machinery.ts'
import type { Resource } from './resource.ts'
import { timeText } from './time.ts'

/** What an instance shows beside what it keeps: its state, and the address that it has while it is on. */
export function instanceWire(cloud: Gce, instance: Resource): Wire {
  const status = statusOf(cloud, instance)
  const machinery = cloud.machines.get(instance.id)
  return {
    status,
    networkInterfaces: interfacesOf(instance).map(
      (one): Json => ({
        ...one,
        ...(one.accessConfigs && {
          accessConfigs: one.accessConfigs.map((access) => accessWire(access, machinery?.ephemeral)),
        }),
      }),
    ),
    ...(machinery && { lastStartTimestamp: timeText(machinery.server.startedAt) }),
    ...(status === 'TERMINATED' && machinery && { lastStopTimestamp: timeText(machinery.server.since) }),
    ...(status === 'SUSPENDED' && machinery && { lastSuspendedTimestamp: timeText(machinery.server.since) }),
  }
}

const accessWire = (access: AccessConfig, ephemeral: string | undefined): Json => ({
  ...access,
  ...(access.natIP === undefined && ephemeral && { natIP: ephemeral }),
})
