import type { KeyObject } from 'node:crypto'
import type { CallOptions, Ref, Secret } from '@cloud/core'
import {
  checkSecret,
  clientOf,
  type HasClient,
  idOf,
  invalid,
  nodeCrypto,
  object,
  secret,
  text,
  type XmlShape,
} from '@cloud/core/driver'
import { type Ec2Client, read, send } from './client.ts'

interface PasswordWire {
  readonly passwordData?: string
}

const answer: XmlShape<PasswordWire> = object<PasswordWire>({ passwordData: text })

/**
 * The first password of a Windows node's administrator: EC2 tells it encrypted for the node's RSA key pair, and it is decrypted here, with
 * the private key as PEM, which goes nowhere. `undefined` where there is none: of another system, or of a node that was started some minutes
 * ago, so ask again. `invalid` for what is no RSA key, and for one that is not of the node's key pair; `not-found` where there is no such node.
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_GetPasswordData.html
 */
export function getPassword(
  driver: HasClient<Ec2Client>,
  node: Ref<'node'>,
  privateKey: string | Secret,
  call?: CallOptions,
): Promise<Secret | undefined> {
  const client = clientOf(driver)
  return client.within(call, async (left) => {
    const key = rsaKey(checkSecret('privateKey', privateKey))
    const parameters = { InstanceId: idOf('node', node, 'node') }
    const request = { name: 'GetPasswordData', repeat: read, parameters, answer } as const
    const { passwordData = '' } = await send(client, request, left)
    const encrypted = Buffer.from(passwordData, 'base64')
    return encrypted.length === 0 ? undefined : secret(decrypted(encrypted, key))
  })
}

/** What Node says of a key that it cannot read may hold some of it. */
function rsaKey(pem: string): KeyObject {
  let key: KeyObject | undefined
  try {
    key = nodeCrypto().createPrivateKey(pem)
  } catch {}
  if (key?.asymmetricKeyType === 'rsa') return key
  throw invalid(
    'privateKey is no RSA key that can be read',
    'an unencrypted private key as PEM, PKCS#1 or PKCS#8',
  )
}

/**
 * PKCS#1 v1.5, its padding read here: of OpenSSL's own way of reading it Node says that it is not to be had, or gives random bytes for a key
 * that does not fit. Nobody can ask this for what others have encrypted.
 */
export function decrypted(encrypted: Buffer, key: KeyObject): string {
  const block = unpadded(encrypted, key)
  const end = block.indexOf(0, 2)
  // 0, 2, at least eight random bytes that are not 0, 0, and the text.
  if (block[0] === 0 && block[1] === 2 && end >= 10) return block.subarray(end + 1).toString('utf8')
  throw invalid(
    'The private key is not that of the key pair of the node',
    'the one that the node was created with',
  )
}

/** Of another length than the key's, or beyond its modulus, it is not for this key. */
function unpadded(encrypted: Buffer, key: KeyObject): Buffer {
  try {
    return nodeCrypto().privateDecrypt({ key, padding: nodeCrypto().constants.RSA_NO_PADDING }, encrypted)
  } catch {
    return Buffer.alloc(0)
  }
}
