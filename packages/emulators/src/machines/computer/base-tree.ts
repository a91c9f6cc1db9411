import { randomBytes } from 'node:crypto'
import { isRedHat, type OperatingSystem } from '../machine.ts'
import { lockPassword, putAccount, putGroup } from './accounts.ts'
import { changeMode, makeFolder, makeLink, writeFile } from './files.ts'
import { emptyTree, type Inode, newDevice, newFile, root, type Tree } from './inode.ts'
import { addUser } from './new-user.ts'
import { kernel } from './process.ts'
import { findNode } from './tree.ts'

export interface BaseTree {
  readonly hostname: string
  readonly instanceId: string
  readonly os: OperatingSystem
  /** Names of the commands that get a file in /usr/bin, where PATH finds them. */
  readonly commands: readonly string[]
}

const folders: readonly (readonly [string, number])[] = [
  ['/dev', 0o755],
  ['/dev/fd', 0o755],
  ['/etc/ssh', 0o755],
  ['/etc/ssh/sshd_config.d', 0o755],
  ['/etc/sudoers.d', 0o750],
  ['/etc/profile.d', 0o755],
  ['/etc/systemd/system', 0o755],
  ['/home', 0o755],
  ['/mnt', 0o755],
  ['/opt', 0o755],
  ['/proc', 0o755],
  ['/root', 0o700],
  ['/run', 0o755],
  ['/srv', 0o755],
  ['/sys', 0o755],
  ['/tmp', 0o1777],
  ['/usr/bin', 0o755],
  ['/usr/lib', 0o755],
  ['/usr/local/bin', 0o755],
  ['/usr/local/sbin', 0o755],
  ['/usr/sbin', 0o755],
  ['/usr/share', 0o755],
  ['/var/cache', 0o755],
  ['/var/lib', 0o755],
  ['/var/log', 0o755],
  ['/var/tmp', 0o1777],
]

/** The disk of a machine as its image leaves it, before the first boot. */
export function baseTree(options: BaseTree): Tree {
  const tree = emptyTree()
  const actor = { ...kernel, umask: 0 }
  for (const [path, mode] of folders) {
    makeFolder(tree, kernel, path, { recursive: true })
    changeMode(tree, kernel, path, mode)
  }
  for (const name of ['bin', 'sbin', 'lib']) makeLink(tree, actor, `usr/${name}`, `/${name}`)
  const bin = findNode(tree, '/usr/bin')
  if (bin?.kind === 'folder') {
    for (const name of options.commands) {
      bin.entries.set(name, newFile(tree, 0o755, root, stub(name)))
    }
  }
  devices(tree)
  for (const [path, text, mode] of systemFiles(options)) writeFile(tree, actor, path, Buffer.from(text), mode)
  systemAccounts(tree, options.os)
  return tree
}

/** The file that stands for a command, in the words that just-bash knows it by; machines share its content. */
const stubs = new Map<string, Uint8Array>()
function stub(name: string): Uint8Array {
  const content = stubs.get(name) ?? Buffer.from(`#!/bin/bash\n# Built-in command: ${name}\n`)
  stubs.set(name, content)
  stubContents.add(content)
  return content
}
const stubContents = new WeakSet<Uint8Array>()

/** Whether a file only stands for a command of the shell's own. */
export const isStub = (node: Inode | undefined): boolean =>
  node?.kind === 'file' && stubContents.has(node.content)

function devices(tree: Tree): void {
  const dev = findNode(tree, '/dev')
  if (dev?.kind !== 'folder') return
  const empty = () => new Uint8Array(0)
  for (const name of ['null', 'full', 'tty', 'stdin', 'stdout', 'stderr'])
    dev.entries.set(name, newDevice(tree, empty))
  // A device without an end would fill the memory of the reader, who reads whole files here: a page of it is what one read gives.
  dev.entries.set(
    'zero',
    newDevice(tree, () => new Uint8Array(4096)),
  )
  for (const name of ['random', 'urandom'])
    dev.entries.set(
      name,
      newDevice(tree, () => randomBytes(4096)),
    )
}

type SystemFile = readonly [path: string, text: string, mode: number]
function systemFiles({ hostname, instanceId, os }: BaseTree): readonly SystemFile[] {
  const machineId = Buffer.from(instanceId.padEnd(16, '0')).toString('hex').slice(0, 32)
  return [
    ['/etc/hostname', `${hostname}\n`, 0o644],
    ['/etc/hosts', `127.0.0.1 localhost ${hostname}\n::1 localhost\n`, 0o644],
    ['/etc/machine-id', `${machineId}\n`, 0o444],
    ['/etc/os-release', osRelease(os), 0o644],
    ['/etc/passwd', '', 0o644],
    ['/etc/group', '', 0o644],
    ['/etc/shadow', '', 0o600],
    ['/etc/sudoers', 'root ALL=(ALL) ALL\n#includedir /etc/sudoers.d\n', 0o440],
    ['/etc/shells', '/bin/sh\n/bin/bash\n', 0o644],
    ['/etc/fstab', '/dev/xvda1 / ext4 defaults 0 1\n', 0o644],
    ['/etc/resolv.conf', 'nameserver 127.0.0.1\n', 0o644],
    ['/etc/ssh/sshd_config', 'PermitRootLogin prohibit-password\nPasswordAuthentication no\n', 0o600],
    ['/proc/version', 'Linux version 6.1.0 (emulated)\n', 0o444],
    ['/proc/meminfo', 'MemTotal: 1007584 kB\nMemFree: 583216 kB\nMemAvailable: 764300 kB\n', 0o444],
    ['/proc/cpuinfo', 'processor\t: 0\nmodel name\t: Emulated CPU\n', 0o444],
    ['/proc/loadavg', '0.00 0.00 0.00 1/64 1\n', 0o444],
  ]
}

const distributions: Readonly<Record<OperatingSystem['id'], { name: string; like?: string }>> = {
  amzn: { name: 'Amazon Linux', like: 'fedora' },
  centos: { name: 'CentOS Stream', like: 'rhel fedora' },
  debian: { name: 'Debian GNU/Linux' },
  fedora: { name: 'Fedora Linux' },
  rocky: { name: 'Rocky Linux', like: 'rhel centos fedora' },
  ubuntu: { name: 'Ubuntu', like: 'debian' },
}

function osRelease(os: OperatingSystem): string {
  const { name, like } = distributions[os.id]
  return [
    `NAME="${name}"`,
    `VERSION="${os.version}"`,
    `ID=${like === undefined || os.id === 'ubuntu' ? os.id : `"${os.id}"`}`,
    ...(like === undefined ? [] : [`ID_LIKE="${like}"`]),
    `VERSION_ID="${os.version}"`,
    `PRETTY_NAME="${os.prettyName}"`,
    '',
  ].join('\n')
}

function systemAccounts(tree: Tree, os: OperatingSystem): void {
  putAccount(tree, { name: 'root', uid: 0, gid: 0, comment: 'root', home: '/root', shell: '/bin/bash' })
  for (const [name, id] of [
    ['daemon', 2],
    ['nobody', 65534],
  ] as const) {
    putAccount(tree, { name, uid: id, gid: id, comment: name, home: '/', shell: '/usr/sbin/nologin' })
  }
  const system = [
    ['root', 0],
    ['daemon', 2],
    ['adm', 4],
    ['wheel', 10],
    ['sudo', 27],
    ['nobody', 65534],
  ] as const
  for (const [name, gid] of system) putGroup(tree, { name, gid, members: [] })
  for (const name of ['root', 'daemon', 'nobody']) lockPassword(tree, name)
  if (os.user === 'root') return
  addUser(tree, { name: os.user, admin: isRedHat(os) ? ['adm', 'wheel'] : ['adm', 'sudo'] })
  const sudoers = `${os.user} ALL=(ALL) NOPASSWD:ALL\n`
  writeFile(tree, kernel, '/etc/sudoers.d/90-cloud-init-users', Buffer.from(sudoers), 0o440)
}
