import { shownOperation } from './changes.ts'
import { checkFingerprint } from './fingerprint.ts'
import { refreshGuests } from './guest-metadata.ts'
import type { Json, Wire } from './json.ts'
import { linkTo } from './links.ts'
import { checkMetadata, type MetadataInput, metadataWire } from './metadata.ts'
import { type Operations, operation } from './operation.ts'
import { quotasOf } from './quotas.ts'
import { globalScope } from './scope.ts'

export const projects: Operations<`compute.projects.${string}`> = {
  'compute.projects.get': operation(
    (cloud): Json => ({
      kind: 'compute#project',
      id: cloud.projectNumber,
      creationTimestamp: '2024-01-01T00:00:00.000-08:00',
      name: cloud.project,
      commonInstanceMetadata: cloud.commonMetadata,
      quotas: quotasOf(cloud, globalScope),
      selfLink: linkTo(`projects/${cloud.project}`),
      defaultServiceAccount: `${cloud.projectNumber}-compute@developer.gserviceaccount.com`,
      xpnProjectStatus: 'UNSPECIFIED_XPN_PROJECT_STATUS',
      defaultNetworkTier: 'PREMIUM',
    }),
  ),

  'compute.projects.setCommonInstanceMetadata': operation<MetadataInput>((cloud, call) => {
    checkMetadata(call.body)
    const now: Wire = cloud.commonMetadata
    checkFingerprint(call.body.fingerprint, now.fingerprint, 'metadata')
    const begun = cloud.operations.begin({
      scope: globalScope,
      type: 'compute.projects.setCommonInstanceMetadata',
      target: { path: `projects/${cloud.project}`, id: cloud.projectNumber },
      ms: cloud.centre.times.actionMs,
      start: () => {
        cloud.commonMetadata = metadataWire(cloud, call.body)
      },
      finish: () => refreshGuests(cloud),
    })
    return shownOperation(cloud, begun)
  }),
}
