import { addresses } from './addresses.ts'
import { catalogue } from './catalogue.ts'
import { diskTypes } from './disk-types.ts'
import { disks } from './disks.ts'
import { firewalls } from './firewalls.ts'
import { images } from './images.ts'
import { instanceAttachments } from './instance-attachments.ts'
import { instanceInsert } from './instance-insert.ts'
import { instanceOutput } from './instance-output.ts'
import { instanceSettings } from './instance-settings.ts'
import { instances } from './instances.ts'
import { networks } from './networks.ts'
import type { Operation } from './operation.ts'
import type { ComputeOperation } from './operation-names.ts'
import { operationResources } from './operation-resources.ts'
import { projects } from './projects.ts'
import { routes } from './routes.ts'
import { snapshots } from './snapshots.ts'
import { subnetworks } from './subnetworks.ts'

/** Every operation that is answered, by its id in the discovery document. */
export const operations: Readonly<Record<ComputeOperation, Operation>> = {
  ...addresses,
  ...catalogue,
  ...diskTypes,
  ...disks,
  ...firewalls,
  ...images,
  ...instanceAttachments,
  ...instanceInsert,
  ...instanceOutput,
  ...instanceSettings,
  ...instances,
  ...networks,
  ...operationResources,
  ...projects,
  ...routes,
  ...snapshots,
  ...subnetworks,
}
