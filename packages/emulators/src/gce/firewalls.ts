import { readRange } from './cidr.ts'
import type { Gce } from './cloud.ts'
import type { Wire } from './json.ts'
import { deleteOf, insertOf, type Kind, patchOf, updateOf } from './kind.ts'
import { linkTo } from './links.ts'
import { checkNetworkTags } from './network-tags.ts'
import type { Operations } from './operation.ts'
import { getOne, listAll } from './reads.ts'
import { invalidField, requiredField } from './refusal.ts'
import { globalScope } from './scope.ts'
import { addResource, pathTo } from './store.ts'

interface Rule {
  readonly IPProtocol?: string
  readonly ports?: readonly string[]
}

const kind: Kind = {
  collection: 'firewalls',
  links: { network: ['networks'] },
  defaults: (cloud, body) => ({
    network: linkTo(pathTo(cloud, globalScope, 'networks', 'default')),
    direction: 'INGRESS',
    priority: 1_000,
    disabled: false,
    logConfig: { enable: false },
    ...openEnd(body),
  }),
  check: (_cloud, wire) => {
    const { allowed, denied } = wire as {
      readonly allowed?: readonly Rule[]
      readonly denied?: readonly Rule[]
    }
    if (!allowed?.length && !denied?.length) throw requiredField('allowed')
    if (allowed?.length && denied?.length)
      throw invalidField('denied', '', 'A firewall rule either allows or denies.')
    checkRules(allowed ?? denied ?? [], allowed ? 'allowed' : 'denied')
    const priority = Number(wire.priority)
    if (priority < 0 || priority > 65_535)
      throw invalidField('priority', priority, 'Must be between 0 and 65535.')
    checkDirection(wire)
    for (const field of ['sourceRanges', 'destinationRanges'] as const) checkRanges(wire, field)
    for (const field of ['sourceTags', 'targetTags'] as const)
      checkNetworkTags((wire[field] ?? []) as readonly string[], field)
  },
}

/** Where nothing is said of the other end, it is everybody. */
function openEnd({
  direction = 'INGRESS',
  sourceRanges,
  sourceTags,
  sourceServiceAccounts,
  destinationRanges,
}: Wire): Wire {
  if (direction === 'EGRESS')
    return destinationRanges === undefined ? { destinationRanges: ['0.0.0.0/0'] } : {}
  return sourceRanges === undefined && sourceTags === undefined && sourceServiceAccounts === undefined
    ? { sourceRanges: ['0.0.0.0/0'] }
    : {}
}

function checkDirection(wire: Wire): void {
  const wrong = wire.direction === 'EGRESS' ? ['sourceRanges', 'sourceTags', 'sourceServiceAccounts'] : []
  const found = wrong.find((field) => wire[field] !== undefined)
  if (found)
    throw invalidField(found, wire[found], 'A rule for egress has no source but the instances themselves.')
}

function checkRules(rules: readonly Rule[], field: string): void {
  for (const [index, { IPProtocol = '', ports = [] }] of rules.entries()) {
    const at = `${field}[${index}]`
    const known =
      /^(?:tcp|udp|icmp|esp|ah|sctp|ipip|all)$/i.test(IPProtocol) ||
      (/^\d{1,3}$/.test(IPProtocol) && Number(IPProtocol) < 256)
    if (!known)
      throw invalidField(
        `${at}.IPProtocol`,
        IPProtocol,
        'The protocol must be known by its name or be a number up to 255.',
      )
    if (ports.length > 0 && !/^(?:tcp|udp|sctp|6|17|132)$/i.test(IPProtocol))
      throw invalidField(
        `${at}.ports`,
        ports,
        'Ports may only be specified on rules whose protocol is one of [TCP, UDP, SCTP].',
      )
    for (const [place, port] of ports.entries()) checkPort(port, `${at}.ports[${place}]`)
  }
}

function checkPort(text: string, field: string): void {
  const [, from, to = from] = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(text) ?? []
  if (from === undefined || Number(to) > 65_535 || Number(from) > Number(to))
    throw invalidField(field, text, 'Must be a port or a range of ports such as 8000-8080.')
}

function checkRanges(wire: Wire, field: string): void {
  for (const [index, text] of ((wire[field] ?? []) as readonly string[]).entries()) {
    const v6 = text.includes(':') && /^[\da-f:.]+(?:\/\d{1,3})?$/i.test(text)
    if (!v6 && !readRange(text))
      throw invalidField(`${field}[${index}]`, text, `Must be a valid IP CIDR range.`)
  }
}

/** What the default network lets in from the start. */
export function addDefaultFirewalls(cloud: Gce): void {
  const everywhere = ['0.0.0.0/0']
  const rules: readonly (readonly [string, string, readonly string[], readonly Rule[]])[] = [
    ['icmp', 'Allow ICMP from anywhere', everywhere, [{ IPProtocol: 'icmp' }]],
    [
      'internal',
      'Allow internal traffic on the default network',
      ['10.128.0.0/9'],
      [
        { IPProtocol: 'tcp', ports: ['0-65535'] },
        { IPProtocol: 'udp', ports: ['0-65535'] },
        { IPProtocol: 'icmp' },
      ],
    ],
    ['rdp', 'Allow RDP from anywhere', everywhere, [{ IPProtocol: 'tcp', ports: ['3389'] }]],
    ['ssh', 'Allow SSH from anywhere', everywhere, [{ IPProtocol: 'tcp', ports: ['22'] }]],
  ]
  for (const [name, description, sourceRanges, allowed] of rules) {
    const wire = {
      description,
      network: linkTo(pathTo(cloud, globalScope, 'networks', 'default')),
      direction: 'INGRESS',
      priority: 65_534,
      sourceRanges,
      allowed: allowed.map((rule) => ({ ...rule })),
      disabled: false,
      logConfig: { enable: false },
    }
    addResource(cloud, {
      collection: 'firewalls',
      scope: globalScope,
      name: `default-allow-${name}`,
      wire,
    }).ready = true
  }
}

export const firewalls: Operations<`compute.firewalls.${string}`> = {
  'compute.firewalls.delete': deleteOf(kind),
  'compute.firewalls.get': getOne,
  'compute.firewalls.insert': insertOf(kind),
  'compute.firewalls.list': listAll,
  'compute.firewalls.patch': patchOf(kind),
  'compute.firewalls.update': updateOf(kind),
}
