import { createPrivateKey } from 'node:crypto'
import {
  type Access,
  authorizeKey,
  type DeployEvent,
  type Deployed,
  type DeployNode,
  deployNode,
  dryRun,
  file,
  isCloudError,
  type Node,
  reveal,
  type Shell,
  script,
  secret,
  steps,
  template,
  waitForNode,
} from '@cloud/core'
import { generateKeyPair, type SshOptions, ssh } from '@cloud/ssh'
import { type Drivers, droplet, small } from './clouds.ts'
import type { World } from './world.ts'

/** An access whose commands are written down as the machine gets them, and whose user data is learned. */
export function heardAccess({ heard, learn }: World, access: Access): Access {
  return {
    prepare: async (call) => {
      const prepared = await access.prepare(call)
      // The lines of the private key, as a text of JSON has them.
      for (const line of reveal(prepared.userData ?? '').split('\\n'))
        if (/^[\w+/=]{30,}$/.test(line)) learn('injected host key', line)
      return prepared
    },
    connect: async (to, call) => {
      const shell = await access.connect(to, call)
      const run: Shell['run'] = (command, options) => {
        heard['remote commands'].push(command.join('\n'))
        return shell.run(command, options)
      }
      return { ...shell, run }
    },
  }
}

export const onEvent =
  ({ heard }: World) =>
  (event: DeployEvent): void => {
    heard['deployment events'].push(JSON.stringify(event))
  }

/** Deployments that succeed and that fail, with every secret that one can be given. */
export async function useMachines(world: World, drivers: Drivers): Promise<void> {
  const { inputs, local, things, fails, heard } = world
  const { passphrase, 'private key': privateKey } = inputs
  world.learn('private key', seedOf(privateKey, passphrase))
  const keyed = ssh({ user: 'ec2-user', ...local.ssh, privateKey: secret(privateKey), passphrase })
  const common = deploymentOf(world)
  things.push(['access with a key', keyed], ['prepared', await keyed.prepare()], ['steps', common.steps])
  const shell = heardAccess(world, keyed)
  const made = await deployNode(drivers.ec2, { ...small, ...common, shell })
  const { node } = made
  things.push(['deployed node', made])
  heard['remote files'].push(...(await remoteFiles(drivers, shell, node)))
  const own = ssh({ user: 'root', ...local.ssh })
  things.push(['access with a key of its own', own])
  things.push(['droplet', await deployNode(drivers.digitalocean, { ...droplet, ...common, shell: own })])
  const dry = dryRun((line) => heard['dry run'].push(line))
  things.push(['dry run', await deployNode(drivers.ec2, { ...small, ...common, shell: dry })])
  await failDeployments(world, drivers)
  await failLogins(world, made)
  const call = { timeoutMs: 50, intervalMs: 20 }
  await fails('a state that does not come', () => waitForNode(drivers.ec2, node, 'stopped', call))
}

/** What a deployment is given beside its node and its access. */
function deploymentOf(world: World): Pick<DeployNode, 'userData' | 'steps' | 'onEvent'> {
  const env = { TOKEN: secret(world.inputs['script secret']), NAME: 'plain' }
  const work = [
    authorizeKey(generateKeyPair('visitor').publicKey),
    steps('app', [
      file('port = 80\n', 'app.conf'),
      script('set -x\necho "$TOKEN $NAME"; echo "$TOKEN" >&2', { env }),
      script('cat app.conf; whoami', { env, sudo: true }),
      template('token = {{token}}\n', { token: env.TOKEN }, '/etc/app.conf', { sudo: true }),
    ]),
  ]
  return {
    userData: `#!/bin/sh\n# ${world.inputs['user data']}\n`,
    steps: work,
    onEvent: onEvent(world),
  }
}

async function failDeployments(world: World, { ec2 }: Drivers): Promise<void> {
  const { inputs, local, fails } = world
  const common = { ...small, ...deploymentOf(world) }
  const shell = heardAccess(world, ssh({ user: 'ec2-user', ...local.ssh }))
  const env = { TOKEN: secret(inputs['script secret']) }
  const last = script('echo "failed with $TOKEN" >&2; exit 3', { env })
  const failing = { ...common, shell, steps: [...common.steps, last], onFailure: 'destroy' } as const
  await fails('a script that fails', () => deployNode(ec2, failing))
  const nowhere = template('{{token}}', { token: env.TOKEN }, '/none/app.conf', { sudo: true })
  await fails('a file of root that fails', () => deployNode(ec2, { ...failing, steps: [nowhere] }))
  for (const kind of ['error', 'reset-after'] as const) {
    const remove = local.faults.add({ operation: 'RunInstances', kind })
    await fails(`a deployment with ${kind}`, () => deployNode(ec2, { ...common, shell }))
    remove()
  }
}

function seedOf(key: string, passphrase: string): Buffer {
  const { d = '' } = createPrivateKey({ key, passphrase }).export({ format: 'jwk' })
  return Buffer.from(d, 'base64url')
}

/** Everything that is left where a deployment may write, contents included. */
async function remoteFiles({ ec2 }: Drivers, access: Access, node: Node): Promise<string[]> {
  const shell = await access.connect({ node, hostKeys: (call) => ec2.listHostKeys(node, call) })
  try {
    const { stdout } = await shell.run(['find', '.', '/tmp', '/var/tmp', '-type', 'f'])
    const paths = stdout.split('\n').filter((path) => path !== '')
    const contents = paths.map(
      async (path) => `${path}\n${Buffer.from(await shell.download(path)).toString('latin1')}`,
    )
    return await Promise.all(contents)
  } finally {
    await shell.close()
  }
}

async function failLogins(
  { fails, things, inputs, local }: World,
  { node, hostKey: known }: Deployed<Node>,
): Promise<void> {
  const common = { user: 'ec2-user', ...local.ssh, authGraceMs: 0 }
  const { 'private key': privateKey, 'login password': password, passphrase } = inputs
  const to = { node }
  // The key that came with the user data has been replaced, so what the provider shows is the one before.
  const hostKey = { pinned: known?.publicKey ?? '' }
  const ways: Readonly<Record<string, Partial<SshOptions>>> = {
    'wrong password': { password, hostKey },
    'secret password': { password: secret(password), hostKey },
    'wrong host': { privateKey, passphrase, hostKey: { pinned: generateKeyPair().publicKey } },
    'unknown host': { privateKey, passphrase },
    'no such machine': {
      password,
      hostKey,
      socket: async () => Promise.reject(new Error('no route')),
    },
    'late passphrase': { privateKey, passphrase: async () => `${passphrase}x`, hostKey },
    'no passphrase': {
      privateKey,
      hostKey,
      passphrase: () => Promise.reject(new Error(`asked of ${node.id}`)),
    },
  }
  for (const [name, options] of Object.entries(ways)) {
    const access = ssh({ ...common, ...options })
    things.push([`access: ${name}`, access])
    await fails(name, () => access.connect(to, { timeoutMs: 2_000 }))
  }
  await fails('wrong passphrase', () => ssh({ ...common, privateKey, passphrase: `${passphrase}x` }))
  await fails('damaged key', () => ssh({ ...common, privateKey: privateKey.slice(0, 120), passphrase }))
  await fails('unsafe password', () => ssh({ ...common, password, hostKey: 'insecure' }))
  const shell = await ssh({ ...common, privateKey, passphrase, hostKey }).connect(to)
  things.push(['shell', shell], ['result', await shell.run(['true'])])
  await fails('no such file', () => shell.download('none'))
  await fails('aborted command', () => shell.run(['sleep', '5'], { timeoutMs: 50 }))
  await shell.close()
  await fails('closed shell', () => shell.run(['true']))
}

export const codesOf = ({ things }: World): string[] => [
  ...new Set(things.flatMap(([, value]) => (isCloudError(value) ? [value.code] : []))),
]
