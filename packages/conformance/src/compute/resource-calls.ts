import { type Compute, supports } from '@cloud/core'
import type { Context } from '../context.ts'
import { read, type SafeCalls, write } from '../safe-call.ts'
import { someRules } from '../things.ts'

export function volumeCalls({ driver, name, options }: Context, node: string): SafeCalls {
  if (!supports(driver, 'Volumes')) return {}
  const id = 'no such volume'
  const { volumeGiB: sizeGiB = 1 } = options
  return {
    listVolumes: read((call) => driver.listVolumes({}, call).toArray()),
    getVolume: read((call) => driver.getVolume(id, call)),
    createVolume: write((call) =>
      driver.createVolume({ name: name('volume'), sizeGiB, location: 'no-such-location' }, call),
    ),
    attachVolume: write((call) => driver.attachVolume(id, { node }, call)),
    detachVolume: write((call) => driver.detachVolume(id, call)),
    resizeVolume: write((call) => driver.resizeVolume(id, sizeGiB + 1, call)),
    destroyVolume: write((call) => driver.destroyVolume(id, call)),
  }
}

export function snapshotCalls({ driver, name }: Context): SafeCalls {
  if (!supports(driver, 'Snapshots')) return {}
  const [id, volume] = ['no such snapshot', 'no such volume']
  return {
    listSnapshots: read((call) => driver.listSnapshots({}, call).toArray()),
    getSnapshot: read((call) => driver.getSnapshot(id, call)),
    createSnapshot: write((call) => driver.createSnapshot({ volume, name: name('snapshot') }, call)),
    destroySnapshot: write((call) => driver.destroySnapshot(id, call)),
  }
}

export function imageCalls({ driver, name }: Context, node: string): SafeCalls {
  if (!supports(driver, 'Images')) return {}
  const id = 'no such image'
  return {
    getImage: read((call) => driver.getImage(id, call)),
    createImage: write((call) => driver.createImage({ node, name: name('image') }, call)),
    copyImage: write((call) => driver.copyImage(id, { location: 'no-such-location' }, call)),
    deleteImage: write((call) => driver.deleteImage(id, call)),
  }
}

export function firewallCalls(driver: Compute, node: string): SafeCalls {
  if (!supports(driver, 'Firewalls')) return {}
  const id = 'no such firewall'
  return {
    listFirewalls: read((call) => driver.listFirewalls({}, call).toArray()),
    getFirewall: read((call) => driver.getFirewall(id, call)),
    setFirewallRules: write((call) => driver.setFirewallRules(id, someRules, call)),
    attachFirewall: write((call) => driver.attachFirewall(id, { node }, call)),
    detachFirewall: write((call) => driver.detachFirewall(id, { node }, call)),
    destroyFirewall: write((call) => driver.destroyFirewall(id, call)),
  }
}

/** Of addresses and networks. */
export function networkCalls(driver: Compute, node: string): SafeCalls {
  const [address, network] = ['no such address', 'no such network']
  return {
    ...(supports(driver, 'Addresses') && {
      listAddresses: read((call) => driver.listAddresses({}, call).toArray()),
      getAddress: read((call) => driver.getAddress(address, call)),
      attachAddress: write((call) => driver.attachAddress(address, { node }, call)),
      detachAddress: write((call) => driver.detachAddress(address, call)),
      destroyAddress: write((call) => driver.destroyAddress(address, call)),
    }),
    ...(supports(driver, 'Networks') && {
      listNetworks: read((call) => driver.listNetworks({}, call).toArray()),
      getNetwork: read((call) => driver.getNetwork(network, call)),
      destroyNetwork: write((call) => driver.destroyNetwork(network, call)),
    }),
  }
}
