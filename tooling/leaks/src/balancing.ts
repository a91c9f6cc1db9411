import { type ElbKind, loadBalancers } from '@cloud/elb'
import type { Fault } from '@cloud/emulators'
import { listening } from './clouds.ts'
import type { World } from './world.ts'

const call = { timeoutMs: 300 }

/** Of a create, which tells the most; what is lost of its answer is found again. */
const refusals = [
  { kind: 'error', code: 'Throttling' },
  { kind: 'error', code: 'InvalidConfigurationRequest' },
  { kind: 'error', code: 'TooManyLoadBalancers' },
  { kind: 'error', code: 'AccessDenied' },
  { kind: 'status', status: 503 },
  { kind: 'reset-before' },
  { kind: 'stall' },
] as const satisfies readonly Fault[]

/** Elastic Load Balancing, in each of its kinds, whose drivers sign for two services. */
export async function useElb(world: World): Promise<void> {
  for (const kind of ['application', 'network', 'classic'] as const) await useKind(world, kind)
}

async function useKind(world: World, kind: ElbKind): Promise<void> {
  const { local, things, fails, learn, trace, inputs } = world
  const transport = listening(learn)
  const options = { ...local.elb, kind, trace, transport, retry: { baseMs: 1, throttleBaseMs: 1 } }
  const driver = loadBalancers(options)
  const [client] = Object.getOwnPropertySymbols(driver)
  things.push([`driver elb ${kind}`, driver], [`client elb ${kind}`, client && Reflect.get(driver, client)])
  const protocol = kind === 'network' ? 'tcp' : 'http'
  const create = (name: string) => driver.createBalancer({ name, listeners: [{ protocol, port: 80 }] }, call)
  things.push([`elb ${kind} balancer`, await create(`web-${kind}`)])
  things.push([`elb ${kind} page`, await driver.listBalancers().toArray()])
  await fails(`elb ${kind} that is there`, () => create(`web-${kind}`))
  for (const fault of refusals) {
    const remove = local.faults.add({ ...fault, operation: 'CreateLoadBalancer' })
    await fails(`elb ${kind} ${Object.values(fault).join(' ')}`, () => create('other'))
    remove()
  }
  const { accessKeyId, secretAccessKey } = local.elb.credentials
  const refused = {
    'session token': { accessKeyId, secretAccessKey, sessionToken: inputs['session token'] },
    'wrong key': { accessKeyId, secretAccessKey: `${secretAccessKey}0` },
    'damaged key': { accessKeyId, secretAccessKey: `${secretAccessKey}\n` },
  }
  for (const [name, credentials] of Object.entries(refused))
    await fails(`elb ${kind} ${name}`, () =>
      loadBalancers({ ...options, credentials })
        .listBalancers()
        .toArray(),
    )
  await driver.destroyBalancer((await driver.listBalancers().toArray())[0] ?? 'none')
  await transport.close()
}
