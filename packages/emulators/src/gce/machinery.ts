import type { Server } from '../centre/servers.ts'
import type { Gce } from './cloud.ts'
import type { Resource } from './resource.ts'

/** What an instance is in the data centre. */
export interface Machinery {
  readonly server: Server
  /** It was told to keep its memory: stopped is suspended. */
  suspended: boolean
  /** Its ephemeral external address, which it gives back when it stops. */
  ephemeral: string | undefined
}

export type InstanceStatus =
  | 'PROVISIONING'
  | 'STAGING'
  | 'RUNNING'
  | 'STOPPING'
  | 'TERMINATED'
  | 'SUSPENDING'
  | 'SUSPENDED'

export function statusOf({ centre, machines }: Gce, { id }: Pick<Resource, 'id'>): InstanceStatus {
  const machinery = machines.get(id)
  // One whose insert is going to fail never gets a machine.
  if (!machinery) return 'PROVISIONING'
  const { server, suspended } = machinery
  if (server.state === 'running') return 'RUNNING'
  if (server.state === 'stopped') return suspended ? 'SUSPENDED' : 'TERMINATED'
  if (server.state === 'stopping') return suspended ? 'SUSPENDING' : 'STOPPING'
  if (server.state !== 'pending') return 'STOPPING'
  return centre.clock.now() - server.since < centre.times.pendingMs / 2 ? 'PROVISIONING' : 'STAGING'
}

/** Throws where an instance has none, which only one whose insert fails does not have. */
export function machineryOf({ machines }: Gce, { id, path }: Resource): Machinery {
  const machinery = machines.get(id)
  if (!machinery) throw new Error(`${path} has no machine`)
  return machinery
}
