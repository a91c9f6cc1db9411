import { isIP } from 'node:net'
import type { Firewall, FirewallRule, Firewalls } from '@cloud/core'
import { invalid } from '@cloud/core/driver'
import { type MemoryCloud, refuse } from './memory-cloud.ts'
import { checkCidr, checkName, idOf, known } from './memory-input.ts'
import { isThere, liveNode, nodesOf } from './memory-nodes.ts'
import { asking, type Store, storeOf } from './memory-store.ts'

export function memoryFirewalls(cloud: MemoryCloud, token: string): Firewalls {
  const firewalls = firewallsOf(cloud)
  const { read, write, list } = asking(cloud, token)
  return {
    listFirewalls: (query = {}, call) => {
      known(query, 'name')
      return list('ListFirewalls', call, firewalls.all, ({ name }) => name === (query.name ?? name))
    },
    getFirewall: async (ref, call) => {
      const id = idOf(ref, 'firewall')
      return read('GetFirewall', call, () => firewalls.find(id))
    },
    createFirewall: async (options, call) => {
      known(options, 'name rules native')
      const { name, rules } = options
      checkName(name)
      checkRules(rules)
      return write('CreateFirewall', call, () => {
        if (firewalls.all().some((one) => one.name === name))
          throw refuse('already-exists', 'the name is taken')
        const id = cloud.nextId('firewall')
        return firewalls.put({
          kind: 'firewall',
          id,
          name,
          rules: structuredClone(rules),
          nodes: [],
          native: {},
        })
      })
    },
    setFirewallRules: async (ref, rules, call) => {
      const id = idOf(ref, 'firewall')
      checkRules(rules)
      return write('SetFirewallRules', call, () => firewalls.change(id, { rules: structuredClone(rules) }))
    },
    destroyFirewall: async (ref, call) => {
      const id = idOf(ref, 'firewall')
      await write('DestroyFirewall', call, () => {
        const { nodes = [] } = firewalls.find(id)
        if (nodes.length > 0) throw refuse('conflict', 'the firewall guards nodes')
        firewalls.remove(id)
      })
    },
    ...attaching(cloud, token),
  }
}

function attaching(cloud: MemoryCloud, token: string): Pick<Firewalls, 'attachFirewall' | 'detachFirewall'> {
  const firewalls = firewallsOf(cloud)
  const { write } = asking(cloud, token)
  return {
    attachFirewall: async (ref, to, call) => {
      known(to, 'node')
      const [id, node] = [idOf(ref, 'firewall'), idOf(to.node, 'node')]
      await write('AttachFirewall', call, () => {
        const firewall = firewalls.find(id)
        liveNode(cloud, node)
        firewalls.change(id, { nodes: [...new Set([...(firewall.nodes ?? []), node])] })
      })
    },
    detachFirewall: async (ref, from, call) => {
      known(from, 'node')
      const [id, node] = [idOf(ref, 'firewall'), idOf(from.node, 'node')]
      await write('DetachFirewall', call, () => {
        const firewall = firewalls.find(id)
        nodesOf(cloud).find(node)
        firewalls.change(id, { nodes: (firewall.nodes ?? []).filter((one) => one !== node) })
      })
    },
  }
}

/** The firewalls of the cloud, each with the nodes that are still there. */
function firewallsOf(cloud: MemoryCloud): Store<Firewall> {
  const store = storeOf<Firewall>(cloud, 'firewall')
  const now = (firewall: Firewall): Firewall => ({
    ...firewall,
    nodes: (firewall.nodes ?? []).filter((id) => isThere(cloud, id)),
  })
  return { ...store, all: () => store.all().map(now), find: (id) => now(store.find(id)) }
}

function checkRules(rules: readonly FirewallRule<never>[]): void {
  if (!Array.isArray(rules)) throw invalid('the rules are no list')
  for (const rule of rules) checkRule(rule)
}

function checkRule(rule: FirewallRule<never>): void {
  known(rule, 'direction protocol ports cidrs native')
  const { direction, protocol, ports, cidrs } = rule
  if (!['inbound', 'outbound'].includes(direction)) throw invalid(`${direction} is no direction`)
  if (!['tcp', 'udp', 'icmp', 'all'].includes(protocol)) throw invalid(`${protocol} is no protocol`)
  if (!Array.isArray(cidrs) || cidrs.length === 0) throw invalid('the rule lets nobody pass')
  for (const cidr of cidrs) checkCidr(cidr, isIP(String(cidr).split('/')[0] ?? ''))
  if (ports === undefined) return
  if (protocol !== 'tcp' && protocol !== 'udp') throw invalid(`${protocol} has no ports`)
  const isPort = (port: unknown) => Number.isInteger(port) && Number(port) >= 1 && Number(port) <= 65_535
  if (!isPort(ports.from) || !isPort(ports.to) || ports.from > ports.to)
    throw invalid(`${ports.from} to ${ports.to} are no ports`)
}
