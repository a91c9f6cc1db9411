import type { Guest } from '../machines/machine.ts'
import type { Gce } from './cloud.ts'
import { valuesOf } from './metadata.ts'
import type { Resource } from './resource.ts'

const isOn = (text: string | undefined): boolean => /^(?:true|y|yes|1)$/i.test(text ?? '')

/** What the agent in an instance is told: its own metadata, and the project's where its own says nothing. */
export function guestOf(cloud: Gce, instance: Resource): Guest {
  const own = valuesOf(instance.wire.metadata)
  const shared = valuesOf(cloud.commonMetadata)
  const said = (key: string) => own.get(key) ?? shared.get(key)
  const startupScript = said('startup-script')
  return {
    accounts: isOn(said('enable-oslogin')) ? [] : accountsOf(own, shared),
    ...(startupScript && { startupScript }),
  }
}

function accountsOf(
  own: ReadonlyMap<string, string>,
  shared: ReadonlyMap<string, string>,
): Guest['accounts'] {
  const blocked = isOn(own.get('block-project-ssh-keys')) || own.has('sshKeys')
  const texts = [own.get('ssh-keys'), own.get('sshKeys')]
  if (!blocked) texts.push(shared.get('ssh-keys'), shared.get('sshKeys'))
  const accounts = new Map<string, string[]>()
  for (const line of texts.join('\n').split('\n')) {
    const [, name, key] = /^\s*([a-z_][a-z0-9_-]{0,31}):\s*(\S.*?)\s*$/.exec(line) ?? []
    if (name === undefined || key === undefined) continue
    accounts.set(name, [...(accounts.get(name) ?? []), key])
  }
  return [...accounts].map(([name, keys]) => ({ name, keys: [...new Set(keys)] }))
}

/** What cloud-init in an instance reads. */
export function userDataOf(instance: Resource): Buffer | undefined {
  const own = valuesOf(instance.wire.metadata)
  const text = own.get('user-data')
  if (!text) return undefined
  return own.get('user-data-encoding') === 'base64' ? Buffer.from(text, 'base64') : Buffer.from(text)
}

/** Brings the accounts that metadata names now onto the machines that are on. */
export function refreshGuests({ machines }: Gce, instance?: Resource): void {
  for (const [id, { server }] of machines) {
    if (server.state !== 'running' || (instance && instance.id !== id)) continue
    void server.machine.refresh().catch((problem: Error) => {
      server.problem = problem
    })
  }
}
