import { addresses } from './addresses.ts'
import { autoscalers } from './autoscalers.ts'
import { backendServices } from './backend-services.ts'
import { catalogue } from './catalogue.ts'
import { diskTypes } from './disk-types.ts'
import { disks } from './disks.ts'
import { firewalls } from './firewalls.ts'
import { forwardingRules } from './forwarding-rules.ts'
import { healthChecks } from './health-checks.ts'
import { images } from './images.ts'
import { instanceAttachments } from './instance-attachments.ts'
import { instanceGroupManagers } from './instance-group-managers.ts'
import { instanceGroups } from './instance-groups.ts'
import { instanceInsert } from './instance-insert.ts'
import { instanceOutput } from './instance-output.ts'
import { instanceSettings } from './instance-settings.ts'
import { instanceTemplates } from './instance-templates.ts'
import { instances } from './instances.ts'
import { networks } from './networks.ts'
import type { Operation } from './operation.ts'
import type { ComputeOperation } from './operation-names.ts'
import { operationResources } from './operation-resources.ts'
import { projects } from './projects.ts'
import { routes } from './routes.ts'
import { snapshots } from './snapshots.ts'
import { sslCertificates } from './ssl-certificates.ts'
import { subnetworks } from './subnetworks.ts'
import { targetPools } from './target-pools.ts'
import { targetProxies } from './target-proxies.ts'
import { urlMaps } from './url-maps.ts'

/** Every operation that is answered, by its id in the discovery document. */
export const operations: Readonly<Record<ComputeOperation, Operation>> = {
  ...addresses,
  ...catalogue,
  ...urlMaps,
  ...targetProxies,
  ...targetPools,
  ...sslCertificates,
  ...instanceTemplates,
  ...instanceGroups,
  ...instanceGroupManagers,
  ...healthChecks,
  ...forwardingRules,
  ...backendServices,
  ...autoscalers,
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
