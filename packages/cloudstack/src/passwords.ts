import type { KeyObject } from 'node:crypto'
import type { CallOptions, Ref, Secret } from '@cloud/core'
import { checkSecret, clientOf, type HasClient, invalid, nodeCrypto, secret } from '@cloud/core/driver'
import { type CloudStackClient, read } from './client.ts'
import { getVirtualMachine, machineFor, nodeIdOf, wrongState } from './get-node.ts'
import { passwordOf } from './job-functions.ts'
import { stateOf } from './nodes-wire.ts'
import { perform } from './perform.ts'
import { refusal } from './refusal.ts'

type Driver = HasClient<CloudStackClient>

/**
 * The password that a node's system was given, decrypted here: CloudStack keeps it encrypted for the RSA key pair of the node, whose private key
 * this takes in PEM. `not-found` where there is none, as without a key pair. https://cloudstack.apache.org/api/apidocs-4.20/apis/getVMPassword.html
 */
export function getPassword(
  driver: Driver,
  node: Ref<'node'>,
  privateKey: string | Secret,
  call?: CallOptions,
): Promise<Secret> {
  const client = clientOf(driver)
  return client.within(call, async (left) => {
    const key = rsaKey(checkSecret('The private key', privateKey))
    const { id } = await getVirtualMachine(client, nodeIdOf(node), left)
    const encrypted = await encryptedPassword(client, id, left)
    return secret(decrypted(encrypted, key))
  })
}

/**
 * Gives a `stopped` node of an image that allows it a new password, and tells it: it holds from the next start on. `conflict` in other
 * states. https://cloudstack.apache.org/api/apidocs-4.20/apis/resetPasswordForVirtualMachine.html
 */
export function resetPassword(driver: Driver, node: Ref<'node'>, call?: CallOptions): Promise<Secret> {
  const client = clientOf(driver)
  return client.within(call, async (left) => {
    const machine = await machineFor(client, nodeIdOf(node), 'resetPasswordForVirtualMachine', left)
    const { id, passwordenabled } = machine
    if (passwordenabled === false) throw invalid(`The image of the node ${id} takes no password`)
    if (stateOf(machine) !== 'stopped') throw wrongState(client, machine, 'Stopped')
    const name = 'resetPasswordForVirtualMachine'
    const result = await perform(client, { name, parameters: { id }, on: id, word: 'password' }, left)
    const password = passwordOf(result)
    if (password !== undefined) return secret(password)
    throw refusal(client, 'not-found', `CloudStack tells no new password of the node ${id}`)
  })
}

function rsaKey(pem: string): KeyObject {
  let key: KeyObject | undefined
  try {
    key = nodeCrypto().createPrivateKey(pem)
  } catch {
    // What it says of a key must not be told.
  }
  if (key?.asymmetricKeyType === 'rsa') return key
  throw invalid('The private key is none of RSA in PEM', 'that of the key pair of the node')
}

async function encryptedPassword(client: CloudStackClient, id: string, call: CallOptions): Promise<string> {
  const map = (wire: object) => {
    const told: unknown = Reflect.get(Object(Reflect.get(wire, 'password')), 'encryptedpassword')
    return typeof told === 'string' ? told : undefined
  }
  const command = { name: 'getVMPassword', parameters: { id }, map }
  const told = await read<object, string | undefined>(client, command, call)
  if (told !== undefined) return told
  throw refusal(client, 'not-found', `CloudStack has no password of the node ${id}`)
}

function decrypted(encrypted: string, key: KeyObject): string {
  try {
    const bytes = Buffer.from(encrypted, 'base64')
    return nodeCrypto()
      .privateDecrypt({ key, padding: nodeCrypto().constants.RSA_PKCS1_PADDING }, bytes)
      .toString('utf8')
  } catch {
    throw invalid('The private key does not open the password', 'that of the key pair of the node')
  }
}
