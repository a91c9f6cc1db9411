import type { CallOptions, CreatedKeyPair, CreateKeyPair, ImportKeyPair, KeyPairs, Ref } from '@cloud/core'
import {
  CloudError,
  checkNames,
  checkPublicKey,
  checkText,
  idOf,
  invalid,
  list,
  listing,
  named,
  object,
  onePage,
  secret,
  withOutcome,
  type XmlShape,
} from '@cloud/core/driver'
import { done, type Ec2Client, idempotent, once, read, send } from './client.ts'
import { exactly, type Filter } from './filters.ts'
import { createdKeyPair, type Ec2KeyPair, type KeyPairWire, keyPair, toKeyPair } from './key-pairs-wire.ts'

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/operation-list-key-pairs.html */
export function keyPairs(client: Ec2Client): KeyPairs<Ec2KeyPair> {
  return {
    listKeyPairs: (query = {}, call) => {
      checkNames('listKeyPairs', query, ['name'])
      const filters = query.name === undefined ? [] : [exactly('key-name', [checkName(query.name)])]
      return listing(
        onePage((limits) => describe(client, { Filter: filters }, limits)),
        call,
        client.clock,
      )
    },
    getKeyPair: async (pair, call) => getKeyPair(client, idOf('key pair', pair, 'key-pair'), call),
    createKeyPair: (options, call) => createKeyPair(client, options, call),
    importKeyPair: (options, call) => importKeyPair(client, options, call),
    deleteKeyPair: (pair, call) => deleteKeyPair(client, pair, call),
  }
}

interface KeyPairsWire {
  readonly keySet: readonly KeyPairWire[]
}

const pairs: XmlShape<KeyPairsWire> = object<KeyPairsWire>({ keySet: list('item', keyPair) })

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeKeyPairs.html; it has no pages. */
async function describe(
  client: Ec2Client,
  which: { readonly KeyName?: readonly string[]; readonly Filter?: readonly Filter[] },
  call: CallOptions | undefined,
): Promise<readonly Ec2KeyPair[]> {
  const parameters = { ...which, IncludePublicKey: true }
  const wire = await send(client, { name: 'DescribeKeyPairs', repeat: read, parameters, answer: pairs }, call)
  return wire.keySet.map(toKeyPair)
}

async function getKeyPair(
  client: Ec2Client,
  name: string,
  call: CallOptions | undefined,
): Promise<Ec2KeyPair> {
  const [found] = await describe(client, { KeyName: [name] }, call)
  if (found !== undefined) return found
  throw new CloudError(`There is no key pair ${name}`, { code: 'not-found', provider: client.provider })
}

async function createKeyPair(
  client: Ec2Client,
  options: CreateKeyPair,
  call: CallOptions | undefined,
): Promise<CreatedKeyPair<Ec2KeyPair>> {
  checkNames('createKeyPair', options, ['name', 'type'])
  const { type = 'ed25519' } = options
  if (type !== 'ed25519' && type !== 'rsa')
    throw invalid(`The type ${JSON.stringify(type)} is none of a key pair`, 'ed25519 or rsa')
  const parameters = { KeyName: checkName(options.name), KeyType: type }
  // A second pair of that name is refused, and the private key of the first is told once: a lost answer cannot be asked for again.
  const wire = await send(
    client,
    { name: 'CreateKeyPair', repeat: once, parameters, answer: createdKeyPair },
    call,
  )
  const { keyMaterial, ...known } = wire
  return { ...toKeyPair(known), privateKey: secret(keyMaterial) }
}

async function importKeyPair(
  client: Ec2Client,
  options: ImportKeyPair,
  call: CallOptions | undefined,
): Promise<Ec2KeyPair> {
  checkNames('importKeyPair', options, ['name', 'publicKey'])
  const name = checkName(options.name)
  const { body } = checkPublicKey(String(options.publicKey).trim())
  const parameters = {
    KeyName: name,
    PublicKeyMaterial: Buffer.from(options.publicKey.trim()).toString('base64'),
  }
  const find = async (limits: CallOptions) => {
    const [found] = await describe(client, { Filter: [exactly('key-name', [name])] }, limits)
    return found?.publicKey?.split(' ')[1] === body ? found.native : undefined
  }
  const repeat = named(find)
  const wire = await send(client, { name: 'ImportKeyPair', repeat, parameters, answer: keyPair }, call)
  return { ...toKeyPair(wire), publicKey: options.publicKey.trim() }
}

/** EC2 answers with success where there is no such pair: it is looked for first, and a failure to find it changed nothing. */
async function deleteKeyPair(
  client: Ec2Client,
  pair: Ref<'key-pair'>,
  call: CallOptions | undefined,
): Promise<void> {
  const name = idOf('key pair', pair, 'key-pair')
  const parameters = { KeyName: name }
  await client.within(call, async (left) => {
    try {
      await getKeyPair(client, name, left)
    } catch (error) {
      throw withOutcome(error, 'not-applied')
    }
    await send(client, { name: 'DeleteKeyPair', repeat: idempotent, parameters, answer: done }, left)
  })
}

function checkName(name: string): string {
  return checkText('The name of the key pair', name, { max: 255 })
}
