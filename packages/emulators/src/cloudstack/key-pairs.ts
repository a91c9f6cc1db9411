import { makeKey } from '../ec2/new-key.ts'
import type { CloudStack } from './cloud.ts'
import { type Commands, now } from './command.ts'
import { existingKeyPair, type KeyPair, keyOf, readPublicKey } from './key-pair.ts'
import { answerList, type ListInput, ownedBy } from './listing.ts'
import { type OwnerInput, ownerOf, ownerWire } from './owner.ts'
import { invalid } from './refusal.ts'

interface NameInput extends OwnerInput {
  readonly name: string
}

interface RegisterInput extends NameInput {
  readonly publickey: string
}

interface KeyPairList extends ListInput {
  readonly fingerprint?: string
}

const owner = 'account domainid projectid'

export const keyPairCommands: Commands<
  'createSSHKeyPair' | 'deleteSSHKeyPair' | 'listSSHKeyPairs' | 'registerSSHKeyPair'
> = {
  createSSHKeyPair: now<NameInput>(`name ${owner}`, async (cloud, input) => {
    const projectId = ownerOf(cloud, input)
    checkFree(cloud, input.name, projectId)
    const { material, publicKey } = await makeKey('rsa')
    // Making a key takes a while, and another request may have taken the name.
    checkFree(cloud, input.name, projectId)
    const pair = store(cloud, input.name, publicKey, projectId)
    return { keypair: { ...keyPairWire(cloud, pair), privatekey: material } }
  }),

  registerSSHKeyPair: now<RegisterInput>(`name publickey ${owner}`, (cloud, input) => {
    const projectId = ownerOf(cloud, input)
    checkFree(cloud, input.name, projectId)
    const { line } = readPublicKey(input.publickey)
    const same = [...cloud.keyPairs.values()].find(
      (pair) => pair.publicKey === line && pair.projectId === projectId,
    )
    if (same) throw invalid(`A key pair with key '${line}' already exists.`)
    return { keypair: keyPairWire(cloud, store(cloud, input.name, line, projectId)) }
  }),

  deleteSSHKeyPair: now<NameInput>(`name ${owner}`, (cloud, input) => {
    const projectId = ownerOf(cloud, input)
    const { id, name } = existingKeyPair(cloud, input.name, projectId)
    cloud.keyPairs.delete(keyOf(name, projectId))
    cloud.removed.add(id)
    return { success: true }
  }),

  listSSHKeyPairs: now<KeyPairList>('id name fingerprint', (cloud, input, call) => {
    const pairs = ownedBy(cloud, input, cloud.keyPairs.values()).filter(
      ({ fingerprint }) => input.fingerprint === undefined || input.fingerprint === fingerprint,
    )
    return answerList(cloud, call, 'sshkeypair', pairs, (pair) => keyPairWire(cloud, pair))
  }),
}

function checkFree({ keyPairs }: CloudStack, name: string, projectId: string | undefined): void {
  if (name.trim() === '') throw invalid('Empty key name')
  if (keyPairs.has(keyOf(name, projectId))) throw invalid(`A key pair with name '${name}' already exists.`)
}

function store(cloud: CloudStack, name: string, publicKey: string, projectId: string | undefined): KeyPair {
  const pair = {
    id: cloud.newId(),
    name,
    publicKey,
    fingerprint: readPublicKey(publicKey).fingerprint,
    createdAt: cloud.centre.clock.now(),
    projectId,
  }
  cloud.keyPairs.set(keyOf(name, projectId), pair)
  return pair
}

const keyPairWire = (cloud: CloudStack, { id, name, fingerprint, projectId }: KeyPair) => {
  const { domainpath: _, ...own } = ownerWire(cloud, projectId)
  return { id, name, ...own, fingerprint, hasannotations: false }
}
