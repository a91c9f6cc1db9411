import type { Gce } from './cloud.ts'
import { membersOf } from './group-members.ts'
import type { Wire } from './json.ts'
import type { Resource } from './resource.ts'

/** What an instance group shows beside what it keeps. */
export const groupWire = (cloud: Gce, group: Resource): Wire => ({ size: membersOf(cloud, group).length })
