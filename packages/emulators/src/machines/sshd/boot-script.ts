import {
  asConfig,
  asFlag,
  asList,
  asText,
  asTexts,
  type Config,
  mergeConfigs,
  readConfig,
} from '../computer/cloud-init/cloud-config.ts'
import { readUserData, type UserDataPart } from '../computer/cloud-init/user-data.ts'
import type { MachineOptions } from '../machine.ts'
import { quote } from '../quote.ts'
import { sshdPath } from './availability.ts'

export interface Plan {
  readonly hostname: string
  readonly hostKeys: readonly { readonly type: string; readonly privateKey: string }[]
  /** Shell source that runs once, before sshd begins. */
  readonly firstBoot: string
}

/** Reads user data into the part of cloud-init that these machines honour: users, keys, host keys, files, commands and scripts. */
export function planBoot(options: MachineOptions, made: string): Plan {
  const parts = options.userData === undefined ? [] : readUserData(options.userData)
  const config = parts
    .filter((part) => part.kind === 'config')
    .reduce<Config>((all, part) => mergeConfigs(all, readConfig(part.text), part.merge), {})
  const hostname = asText(config.fqdn) ?? asText(config.hostname) ?? options.hostname
  const given = Object.entries(asConfig(config.ssh_keys)).flatMap(([name, value]) => {
    const type = /^(\w+)_private$/.exec(name)?.[1]
    return type === undefined ? [] : [{ type, privateKey: `${asText(value)?.trimEnd()}\n` }]
  })
  return {
    hostname,
    hostKeys: given.length > 0 ? given : [{ type: 'ed25519', privateKey: made }],
    firstBoot: [
      ...users(options, config),
      ...files(config),
      ...commands(config),
      ...scripts(parts),
      ...agent(options),
      '',
    ].join('\n'),
  }
}

const sudoGroup = 'groupadd -f sudo'

function users(options: MachineOptions, config: Config): string[] {
  const listed = config.users === undefined ? ['default'] : asList(config.users)
  const keys = [...options.authorizedKeys, ...asTexts(config.ssh_authorized_keys)]
  const lines = listed.flatMap((item) => {
    if (item === 'default') return user(options.os.user, keys, true)
    const entry = typeof item === 'string' ? { name: item } : asConfig(item)
    const name = asText(entry.name)
    const sudo = asTexts(entry.sudo).some((rule) => /NOPASSWD:\s*ALL/.test(rule))
    return name === undefined ? [] : user(name, asTexts(entry.ssh_authorized_keys), sudo)
  })
  const listedRoot = options.os.user === 'root' && listed.includes('default')
  const rootKeys = listedRoot || asFlag(config.disable_root, options.os.user !== 'root') ? [] : keys
  return [
    sudoGroup,
    'rm -rf /root/.ssh',
    ...lines,
    ...(rootKeys.length > 0 ? authorize('root', '/root', rootKeys) : []),
  ]
}

function user(name: string, keys: readonly string[], sudo: boolean): string[] {
  if (name === 'root') return authorize('root', '/root', keys)
  const home = `/home/${name}`
  return [
    `id -u ${quote(name)} >/dev/null 2>&1 || useradd -m -s /bin/bash ${quote(name)}`,
    // A locked password would keep sshd from letting even a key in; this one cannot be typed and is not locked.
    `usermod -p '*' ${quote(name)}`,
    ...(sudo
      ? [
          `usermod -aG sudo ${quote(name)}`,
          `[ ! -d /etc/sudoers.d ] || echo ${quote(`${name} ALL=(ALL) NOPASSWD:ALL`)} > /etc/sudoers.d/90-cloud-init-${name}`,
        ]
      : []),
    ...authorize(name, home, keys),
  ]
}

function authorize(name: string, home: string, keys: readonly string[]): string[] {
  const lines = keys.map((key) => `${key}\n`).join('')
  return [
    `mkdir -p -m 700 ${quote(`${home}/.ssh`)}`,
    `printf %s ${quote(lines)} >> ${quote(`${home}/.ssh/authorized_keys`)}`,
    `chmod 600 ${quote(`${home}/.ssh/authorized_keys`)}`,
    `chown -R ${quote(name)}: ${quote(`${home}/.ssh`)}`,
  ]
}

function files(config: Config): string[] {
  return asList(config.write_files).flatMap((item) => {
    const entry = asConfig(item)
    const path = asText(entry.path)
    if (path === undefined) return []
    const encoding = asText(entry.encoding) ?? ''
    const base64 = /b64|base64/.test(encoding)
      ? (asText(entry.content) ?? '').replace(/\s/g, '')
      : Buffer.from(asText(entry.content) ?? '').toString('base64')
    const mode =
      typeof entry.permissions === 'number'
        ? entry.permissions.toString(8)
        : (asText(entry.permissions) ?? '0644')
    return [
      `mkdir -p ${quote(path.slice(0, path.lastIndexOf('/')) || '/')}`,
      `printf %s ${base64} | base64 -d ${/^gz/.test(encoding) ? '| gzip -d ' : ''}${asFlag(entry.append, false) ? '>>' : '>'} ${quote(path)}`,
      `chmod ${quote(mode)} ${quote(path)}`,
      `chown ${quote(asText(entry.owner) ?? 'root:root')} ${quote(path)}`,
    ]
  })
}

const commands = (config: Config): string[] =>
  asList(config.runcmd).map((command) =>
    Array.isArray(command) ? asTexts(command).map(quote).join(' ') : `(${asText(command) ?? ':'})`,
  )

const scripts = (parts: readonly UserDataPart[], name = 'part'): string[] =>
  parts
    .filter((part) => part.kind === 'script')
    .flatMap((part, index) => [
      `printf %s ${Buffer.from(part.text).toString('base64')} | base64 -d > /.machine/${name}-${index}`,
      `chmod 700 /.machine/${name}-${index} && /.machine/${name}-${index}`,
    ])

/** What a cloud's agent does at a boot: accounts, then the startup script. */
function agent({ guest }: MachineOptions): string[] {
  const { accounts = [], startupScript } = guest?.() ?? {}
  const script =
    startupScript === undefined ? [] : scripts([{ kind: 'script', text: startupScript }], 'startup')
  return [...accounts.flatMap(({ name, keys }) => user(name, keys, true)), ...script]
}

/** What the machine's first process does: its own /proc, /dev and /run, user data once, then to be sshd. */
export function initScript(hostname: string, address: string, keyTypes: readonly string[]): string {
  const devices = ['null:3', 'zero:5', 'full:7', 'random:8', 'urandom:9']
  const options = [
    ...keyTypes.map((type) => `HostKey=/etc/ssh/ssh_host_${type}_key`),
    `ListenAddress=${address}`,
    'PidFile=none',
    'PasswordAuthentication=no',
    'KbdInteractiveAuthentication=no',
    'UsePAM=no',
    'PermitRootLogin=prohibit-password',
    'StrictModes=yes',
    'AcceptEnv=LANG LC_*',
    'UseDNS=no',
    'MaxSessions=100',
    'Subsystem=sftp internal-sftp',
  ]
  return [
    'export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
    `hostname ${quote(hostname)}`,
    'mount -t proc proc /proc',
    'for folder in run tmp dev; do mount -t tmpfs tmpfs /$folder; done',
    'chmod 1777 /tmp; mkdir -p /run/sshd /dev/pts /dev/shm',
    'mount -t devpts -o newinstance,ptmxmode=0666,mode=0620 devpts /dev/pts',
    'ln -s pts/ptmx /dev/ptmx; ln -s /proc/self/fd /dev/fd',
    'ln -s fd/0 /dev/stdin; ln -s fd/1 /dev/stdout; ln -s fd/2 /dev/stderr',
    `for device in ${devices.join(' ')}; do mknod -m 666 /dev/\${device%%:*} c 1 \${device##*:}; done`,
    'mknod -m 666 /dev/tty c 5 0',
    'if [ -f /.machine/first-boot ]; then mv /.machine/first-boot /.machine/booted; (cd /; sh /.machine/booted) 2>&1; fi',
    `exec ${sshdPath} -D -e -f /dev/null -p 22 ${options.map((option) => `-o ${quote(option)}`).join(' ')}`,
    '',
  ].join('\n')
}
