import { expect, it } from 'vitest'
import { mockedBalancers } from './testing/mock-digitalocean.ts'

const certificate = '892071a0-bb95-49bc-8021-3afd67a210bf'
const listeners = [{ protocol: 'http', port: 80 }] as const
const options = { name: 'example-lb-01', listeners }

it.each<[object, string]>([
  [{ listeners: [] }, 'needs a listener'],
  [{ listeners: [{ protocol: 'tls', port: 443, certificate }] }, 'DigitalOcean has not'],
  [{ listeners: [{ protocol: 'http', port: 0 }] }, 'from 1 to 65535'],
  [{ listeners: [{ protocol: 'https', port: 443 }] }, 'needs a certificate'],
  [{ listeners: [{ protocol: 'http', port: 80, certificate }] }, 'takes no certificate'],
  [{ listeners: [{ protocol: 'udp', port: 53, targetProtocol: 'tcp' }] }, 'cannot hand udp on as tcp'],
  [{ listeners: [{ protocol: 'tcp', port: 25, native: { tlsPassthrough: true } }] }, 'for https alone'],
  [{ listeners: [...listeners, { protocol: 'tcp', port: 80 }] }, 'Two listeners are on tcp port 80'],
  [{ members: [{ node: '1', port: 80 }] }, 'no option "port"'],
  [{ members: [{ node: '1' }], native: { tag: 'a' } }, 'members or a tag'],
  [{ name: 'my balancer' }, 'none of a balancer'],
  [{ members: [{ kind: 'node', id: '1' }] }, 'members[0] is given a node itself: pass { node }'],
  [{ name: 'a'.repeat(300) }, 'The name of the balancer has 300 characters: at most 255'],
  [
    {
      listeners: [{ protocol: 'https', port: 443, targetProtocol: 'http', native: { tlsPassthrough: true } }],
    },
    'with tlsPassthrough cannot hand https on as http',
  ],
  [
    {
      listeners: [{ protocol: 'https', port: 443, native: { entryProtocol: 'http3', tlsPassthrough: true } }],
    },
    'http3 has no tlsPassthrough',
  ],
  [{ native: { sizeUnit: 101 } }, 'from 1 to 100'],
  [{ native: { sizeUnit: '5' } }, 'sizeUnit is "5"'],
  [{ native: { idleTimeoutMs: 30_500 } }, 'idleTimeoutMs is 30500: whole seconds'],
  [
    { native: { idleTimeoutMs: 1_000_000 } },
    'idleTimeoutMs is 1000000: whole seconds, in milliseconds, from 30000',
  ],
  [{ native: { tlsCipherPolicy: 'strong' } }, 'tlsCipherPolicy is "strong": DEFAULT or STRONG'],
  [{ native: { type: 'global' } }, 'type is "global"'],
  [{ native: { network: 'internal' } }, 'network is "internal"'],
  [{ native: { networkStack: 'IPV6' } }, 'networkStack is "IPV6"'],
  [{ native: { redirectHttpToHttps: true } }, 'redirectHttpToHttps leads nowhere'],
  [
    { native: { firewall: { allow: ['everybody'] } } },
    'firewall.allow[0]: "everybody" is no range of addresses',
  ],
  [{ native: { firewall: { deny: 'everybody' } } }, 'firewall.deny must be an array'],
  [
    { native: { healthCheck: { protocol: 'http', intervalMs: 1000 } } },
    'intervalMs is 1000: whole seconds, in milliseconds, from 3000 to 300000',
  ],
  [
    { native: { healthCheck: { protocol: 'http', healthyAfter: 1 } } },
    'healthyAfter is 1: a whole number from 2 to 10',
  ],
  [{ native: { stickiness: { by: 'cookie', durationMs: 1e9 } } }, 'durationMs is 1000000000: whole seconds'],
  [{ native: { healthCheck: { protocol: 'udp' } } }, 'http, https or tcp'],
  [{ native: { stickiness: { by: 'source-ip' } } }, 'by "source-ip"'],
])('createBalancer refuses %j before it sends anything', async (wrong, message) => {
  const create = mockedBalancers().createBalancer({ ...options, ...wrong } as typeof options)
  await expect(create).rejects.toMatchObject({ code: 'invalid' })
  await expect(create).rejects.toThrow(message)
})
