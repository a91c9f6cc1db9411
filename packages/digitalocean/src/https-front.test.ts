import { waitForBalancer } from '@cloud/core'
import { expect, it } from 'vitest'
import { authority, leaf, privateKey } from './testing/certificate.ts'
import { emulated } from './testing/emulated.ts'

const cloud = emulated()

it('A balancer with a certificate, a health check, stickiness and a firewall is as it was asked for', async () => {
  const { balancers } = cloud
  const files = { certificate: leaf, chain: authority, privateKey }
  const certificate = await balancers.importCertificate({ name: 'example-com', ...files })
  const balancer = await balancers.createBalancer({
    name: 'front',
    listeners: [
      { protocol: 'http', port: 80, targetPort: 8080 },
      { protocol: 'https', port: 443, targetPort: 8080, certificate },
    ],
    members: [{ node: await cloud.node('member') }],
    idempotencyKey: 'front-of-the-shop',
    native: {
      redirectHttpToHttps: true,
      firewall: { allow: ['203.0.113.0/24', '198.51.100.7'], deny: ['0.0.0.0/0'] },
    },
  })
  await waitForBalancer(balancers, balancer, 'active')
  const check = { protocol: 'http', path: '/healthy', intervalMs: 10_000 } as const
  const stickiness = { by: 'cookie', durationMs: 300_000 } as const
  await balancers.setHealthCheck(balancer, check)
  await balancers.setStickiness(balancer, stickiness)
  expect(await balancers.getHealthCheck(balancer)).toMatchObject({ ...check, port: 8080 })
  expect(await balancers.getStickiness(balancer)).toMatchObject(stickiness)
  const { listeners, native } = await balancers.getBalancer(balancer)
  expect(listeners.map(({ port, certificate: shown }) => [port, shown])).toEqual([
    [80, undefined],
    [443, certificate.id],
  ])
  expect(native).toMatchObject({
    redirect_http_to_https: true,
    firewall: { allow: ['cidr:203.0.113.0/24', 'ip:198.51.100.7'], deny: ['cidr:0.0.0.0/0'] },
  })
})
