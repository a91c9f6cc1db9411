import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { randomBytes, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, openSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** A store of somebody else's that speaks S3: a whole cluster of Ceph on loopback, with all that it holds in memory. */
export interface CephGateway extends AsyncDisposable {
  readonly endpoint: string
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string }
}

const programs = ['ceph-mon', 'ceph-osd', 'radosgw', 'ceph', 'monmaptool', 'radosgw-admin']

/** Whether this machine has Ceph. */
export const cephIsHere: boolean = programs.every((name) => existsSync(`/usr/bin/${name}`))

/** Starts a cluster of one node and its gateway; takes about 10 seconds. Nothing of it outlives the scope that holds it. */
export async function startCeph(): Promise<CephGateway> {
  const folder = await mkdtemp(join(tmpdir(), 'ceph-'))
  const daemons: ChildProcess[] = []
  const stop = async () => {
    for (const daemon of daemons.toReversed()) await ended(daemon)
    await rm(folder, { recursive: true, force: true })
  }
  try {
    const endpoint = await startDaemons(folder, daemons)
    const credentials = {
      accessKeyId: `CEPH${randomBytes(8).toString('hex').toUpperCase()}`,
      secretAccessKey: `cephSecret${randomBytes(12).toString('hex')}`,
    }
    await run('radosgw-admin', [
      ...['-c', join(folder, 'ceph.conf'), 'user', 'create', '--uid=tests', '--display-name=tests'],
      ...[`--access-key=${credentials.accessKeyId}`, `--secret-key=${credentials.secretAccessKey}`],
    ])
    return { endpoint, credentials, [Symbol.asyncDispose]: stop }
  } catch (error) {
    await stop()
    throw error
  }
}

async function startDaemons(folder: string, daemons: ChildProcess[]): Promise<string> {
  const [v2 = 0, v1 = 0, http = 0] = await freePorts(3)
  const conf = join(folder, 'ceph.conf')
  const cluster = randomUUID()
  await writeFile(conf, configuration(folder, cluster, { v2, v1, http }))
  for (const name of ['mon', 'osd', 'rgw']) await mkdir(join(folder, name))
  const start = (program: string, args: readonly string[]) => {
    const log = openSync(join(folder, `${program}.out`), 'a')
    daemons.push(spawn(program, ['-c', conf, ...args, '-f'], { stdio: ['ignore', log, log] }))
  }
  const map = join(folder, 'monmap')
  await run('monmaptool', [
    ...['--create', '--fsid', cluster],
    ...['--addv', 'a', `[v2:127.0.0.1:${v2},v1:127.0.0.1:${v1}]`, map],
  ])
  await writeFile(join(folder, 'keyring'), keyring(), { mode: 0o600 })
  await run('ceph-mon', [
    ...['-c', conf, '--mkfs', '-i', 'a', '--monmap', map, '--keyring', join(folder, 'keyring')],
  ])
  start('ceph-mon', ['-i', 'a'])
  const osd = randomUUID()
  await until('the monitor', () => run('ceph', ['-c', conf, 'osd', 'create', osd], { timeout: 10_000 }))
  await run('ceph-osd', ['-c', conf, '-i', '0', '--mkfs', '--osd-uuid', osd])
  start('ceph-osd', ['-i', '0'])
  // It waits until its disk is there.
  start('radosgw', ['-n', 'client.rgw'])
  const endpoint = `http://127.0.0.1:${http}`
  await until('the gateway', () => fetch(endpoint))
  return endpoint
}

/** One key for all of them, in the form that `ceph-authtool` writes: of AES, made at no time, 16 bytes long. */
function keyring(): string {
  const key = Buffer.concat([Buffer.from([1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 16, 0]), randomBytes(16)])
  const names = ['mon.', 'client.admin', 'client.rgw', 'osd.0']
  const all = ['mon', 'osd', 'mgr'].map((daemon) => `caps ${daemon} = "allow *"\n`).join('')
  return names.map((name) => `[${name}]\nkey = ${key.toString('base64')}\n${all}`).join('')
}

function configuration(
  folder: string,
  cluster: string,
  { v2, v1, http }: { readonly v2: number; readonly v1: number; readonly http: number },
): string {
  const least = 20_000 + Math.floor(Math.random() * 20_000)
  return `[global]
fsid = ${cluster}
mon host = [v2:127.0.0.1:${v2},v1:127.0.0.1:${v1}]
mon initial members = a
public addr = 127.0.0.1
cluster addr = 127.0.0.1
auth cluster required = cephx
auth service required = cephx
auth client required = cephx
keyring = ${folder}/keyring
run dir = ${folder}
log file = ${folder}/$name.log
admin socket = ${folder}/$name.asok
pid file = ${folder}/$name.pid
osd pool default size = 1
osd pool default min size = 1
osd pool default pg num = 8
osd crush chooseleaf type = 0
mon allow pool size one = true
mon warn on pool no redundancy = false
osd objectstore = memstore
memstore device bytes = 4294967296
osd data = ${folder}/osd
mon data = ${folder}/mon
ms bind port min = ${least}
ms bind port max = ${least + 1000}
mon cluster log file = ${folder}/cluster.log
debug ms = 0/0
debug mon = 0/0
debug paxos = 0/0
debug osd = 0/0
debug objecter = 0/0
debug rgw = 0/0
debug auth = 0/0
debug rados = 0/0
[client.rgw]
rgw frontends = beast endpoint=127.0.0.1:${http}
rgw data = ${folder}/rgw
rgw enable usage log = false
rgw relaxed s3 bucket names = false
`
}

/** Held all at once, so that none comes twice. */
async function freePorts(count: number): Promise<readonly number[]> {
  const servers = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'))
  await Promise.all(servers.map((server) => once(server, 'listening')))
  const ports = servers.map((server) => Object(server.address()).port as number)
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))))
  return ports
}

async function until(what: string, ask: () => Promise<unknown>): Promise<void> {
  for (let left = 240; ; left -= 1) {
    try {
      await ask()
      return
    } catch (error) {
      if (left === 0) throw new Error(`${what} did not start`, { cause: error })
      await new Promise((resolve) => setTimeout(resolve, 500))
    }
  }
}

async function ended(daemon: ChildProcess): Promise<void> {
  if (daemon.exitCode !== null || daemon.signalCode !== null) return
  const over = once(daemon, 'exit')
  daemon.kill('SIGKILL')
  await over
}
