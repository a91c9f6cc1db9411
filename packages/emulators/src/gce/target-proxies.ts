import { deleteOf, insertOf, type Kind, patchOf, setterOf } from './kind.ts'
import type { Operations } from './operation.ts'
import { getOne, listAll, listEverywhere } from './reads.ts'
import { invalidField } from './refusal.ts'

const http: Kind = {
  collection: 'targetHttpProxies',
  required: ['urlMap'],
  links: { urlMap: ['urlMaps'] },
  fingerprint: true,
  defaults: () => ({ proxyBind: false }),
}

const https: Kind = {
  collection: 'targetHttpsProxies',
  required: ['urlMap'],
  links: { urlMap: ['urlMaps'], sslCertificates: ['sslCertificates'] },
  fingerprint: true,
  defaults: () => ({ proxyBind: false, quicOverride: 'NONE' }),
  check: (_cloud, { sslCertificates, certificateMap }) => {
    const given = (sslCertificates ?? []) as readonly string[]
    if (given.length === 0 && certificateMap === undefined)
      throw invalidField('sslCertificates', '', 'At least one certificate must be specified.')
    if (given.length > 15)
      throw invalidField('sslCertificates', given.length, 'At most 15 certificates can be specified.')
  },
}

type Proxies = 'targetHttpProxies' | 'regionTargetHttpProxies' | 'targetHttpsProxies'

export const targetProxies: Operations<`compute.${Proxies}.${string}`> = {
  'compute.regionTargetHttpProxies.delete': deleteOf(http),
  'compute.regionTargetHttpProxies.get': getOne,
  'compute.regionTargetHttpProxies.insert': insertOf(http),
  'compute.regionTargetHttpProxies.list': listAll,
  'compute.regionTargetHttpProxies.setUrlMap': setterOf(http, ({ urlMap }) => ({ urlMap })),
  'compute.targetHttpProxies.aggregatedList': listEverywhere('global', 'region'),
  'compute.targetHttpProxies.delete': deleteOf(http),
  'compute.targetHttpProxies.get': getOne,
  'compute.targetHttpProxies.insert': insertOf(http),
  'compute.targetHttpProxies.list': listAll,
  'compute.targetHttpProxies.patch': patchOf(http),
  'compute.targetHttpProxies.setUrlMap': setterOf(http, ({ urlMap }) => ({ urlMap })),
  'compute.targetHttpsProxies.aggregatedList': listEverywhere('global', 'region'),
  'compute.targetHttpsProxies.delete': deleteOf(https),
  'compute.targetHttpsProxies.get': getOne,
  'compute.targetHttpsProxies.insert': insertOf(https),
  'compute.targetHttpsProxies.list': listAll,
  'compute.targetHttpsProxies.patch': patchOf(https),
  'compute.targetHttpsProxies.setSslCertificates': setterOf(https, ({ sslCertificates }) => ({
    sslCertificates,
  })),
  'compute.targetHttpsProxies.setUrlMap': setterOf(https, ({ urlMap }) => ({ urlMap })),
}
