import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Access, Shell } from '@cloud/core'
import type { LocalCloud } from '@cloud/emulators'
import { type SshOptions, ssh } from '../index.ts'
import { emulatedNode } from './emulated.ts'
import { testNode } from './server.ts'
import { has } from './sshd.ts'

export const hostKeys = [
  'ed25519',
  'ecdsa-256',
  'ecdsa-384',
  'ecdsa-521',
  'rsa-sha2-512',
  'rsa-sha2-256',
] as const
export const userKeys = ['ed25519', 'ecdsa-256', 'ecdsa-521', 'rsa'] as const
export type HostKeyName = (typeof hostKeys)[number]
export type UserKeyName = (typeof userKeys)[number]

const rsa256 =
  'HostKeyAlgorithms=ssh-ed25519,ecdsa-sha2-nistp256,ecdsa-sha2-nistp384,ecdsa-sha2-nistp521,rsa-sha2-256'
const rsa512 = rsa256.replace('sha2-256', 'sha2-512').replace(/rsa-sha2-256$/, 'rsa-sha2-512')

/** Servers that a client of this package is to get along with: each takes one cipher, key exchange and MAC alone. */
export const ciphers = {
  'aes128-gcm@openssh.com': ['KexAlgorithms=curve25519-sha256'],
  'aes256-gcm@openssh.com': ['KexAlgorithms=ecdh-sha2-nistp256'],
  'aes128-ctr': ['KexAlgorithms=ecdh-sha2-nistp521', 'MACs=hmac-sha2-256'],
  'aes192-ctr': ['KexAlgorithms=diffie-hellman-group14-sha256', 'MACs=hmac-sha2-512'],
  'aes256-ctr': ['KexAlgorithms=ecdh-sha2-nistp384', 'MACs=hmac-sha2-256'],
} as const
export type CipherName = keyof typeof ciphers

/** Servers that it is to refuse, or that are to refuse it; each but for the settings given is as the first of the others. */
const others = {
  'ssh-rsa host signature': ['HostKeyAlgorithms=ssh-rsa', 'HostKey=/keys/host-rsa'],
  'host certificate alone': [
    'HostKeyAlgorithms=ssh-ed25519-cert-v01@openssh.com',
    'HostKey=/keys/host-ed25519',
    'HostCertificate=/keys/host-ed25519-cert.pub',
  ],
  'RSA host key of 1024 bits': ['RequiredRSASize=1024', 'HostKey=/keys/host-rsa-1024'],
  'another host key': ['HostKey=/keys/host-other'],
  CBC: ['Ciphers=aes256-cbc'],
  chacha20: ['Ciphers=chacha20-poly1305@openssh.com'],
  'MAC of SHA-1': ['Ciphers=aes128-ctr', 'MACs=hmac-sha1'],
  'encrypt-then-MAC': ['Ciphers=aes128-ctr', 'MACs=hmac-sha2-256-etm@openssh.com'],
  'key exchange of SHA-1': ['KexAlgorithms=diffie-hellman-group14-sha1'],
  'ssh-rsa user signature': ['PubkeyAcceptedAlgorithms=ssh-rsa'],
  'revoked user keys': ['RevokedKeys=/keys/revoked'],
  'user certificates alone': ['AuthorizedKeysFile=none', 'TrustedUserCAKeys=/keys/user-ca.pub'],
  'another user': ['AllowUsers=somebody'],
} as const
export type OtherName = keyof typeof others

type ServerName = `${CipherName} ${'rsa-sha2-512' | 'rsa-sha2-256'}` | OtherName

const servers: readonly (readonly [name: ServerName, settings: readonly string[]])[] = [
  ...Object.entries(ciphers).map(
    ([cipher, set]) =>
      [`${cipher as CipherName} rsa-sha2-512`, [`Ciphers=${cipher}`, rsa512, ...set]] as const,
  ),
  ...Object.entries(ciphers).map(
    ([cipher, set]) =>
      [`${cipher as CipherName} rsa-sha2-256`, [`Ciphers=${cipher}`, rsa256, ...set]] as const,
  ),
  ...Object.entries(others).map(([name, set]) => [name as OtherName, set] as const),
]
const firstPort = 2201

export const password = 'correct horse'

/** Users by the way that they log in: root's own accounts are left alone, as the machine has a disk of its own. */
const setUp = (address: string): string => `set -e
mkdir -m 755 /keys && cd /keys
make() { ssh-keygen -q -N '' -C '' "$@"; }
make -t ed25519 -f host-ed25519; make -t ed25519 -f host-other; make -t rsa -b 2048 -f host-rsa; make -t rsa -b 1024 -f host-rsa-1024
for bits in 256 384 521; do make -t ecdsa -b $bits -f host-ecdsa-$bits; done
make -t ed25519 -f ed25519; make -t ecdsa -b 256 -f ecdsa-256; make -t ecdsa -b 521 -f ecdsa-521; make -t rsa -b 2048 -f rsa
make -t ed25519 -f stranger; make -t rsa -b 1024 -f rsa-1024; make -t ed25519 -f user-ca; make -t ed25519 -f host-ca
ssh-keygen -q -t ed25519 -N secret -C '' -f locked
ssh-keygen -q -s host-ca -I host -h host-ed25519.pub
cat ed25519.pub > revoked
cat ed25519.pub ecdsa-256.pub ecdsa-521.pub rsa.pub rsa-1024.pub locked.pub > authorized; chmod 644 authorized
printf 'auth required pam_unix.so\\naccount required pam_permit.so\\nsession required pam_permit.so\\n' > /etc/pam.d/sshd
for user in key pw kbd; do useradd -m -s /bin/sh $user; echo "$user:${password}" | chpasswd; done
cat > base <<end
ListenAddress ${address}
PidFile none
UsePAM yes
PasswordAuthentication yes
KbdInteractiveAuthentication yes
ExposeAuthInfo yes
PrintMotd no
LogLevel ERROR
Match User key
  AuthenticationMethods publickey
Match User pw
  AuthenticationMethods password
Match User kbd
  AuthenticationMethods keyboard-interactive
end
serve() {
  port=$1; shift; all=; own=; keys=
  for setting in "$@"; do
    case $setting in HostKey=*) own=1 ;; AuthorizedKeysFile=*) keys=1 ;; esac
    all="$all -o $setting"
  done
  [ -n "$own" ] || for key in ed25519 ecdsa-256 ecdsa-384 ecdsa-521 rsa; do all="$all -o HostKey=/keys/host-$key"; done
  [ -n "$keys" ] || all="$all -o AuthorizedKeysFile=/keys/authorized"
  /usr/sbin/sshd -f base -p $port $all
}
${servers.map(([, settings], place) => `serve ${firstPort + place} ${settings.join(' ')}`).join('\n')}
`

/** A machine of the embedded cloud with OpenSSH's own server, many times over. */
export interface OpensshMachine {
  /** The files of its folder of keys by their names. */
  readonly key: (name: string) => string
  readonly fileOf: (text: string) => string
  readonly access: (server: ServerName, options: Partial<SshOptions>) => Access
  readonly login: (server: ServerName, options: Partial<SshOptions>) => Promise<Shell>
  /** The socket of an agent that holds one user key. */
  readonly agent: (key: UserKeyName) => string
  readonly port: (server: ServerName) => number
  readonly address: string
  readonly close: () => void
}

export async function opensshMachine(local: LocalCloud): Promise<OpensshMachine> {
  const own = ssh({ user: 'admin', ...local.ssh })
  const prepared = await own.prepare()
  const node = await emulatedNode(local, prepared)
  const shell = await own.connect({ node, token: prepared.token }, { timeoutMs: 30_000 })
  const address = (await shell.run(['sh', '-c', 'echo $SSH_CONNECTION'])).stdout.split(' ')[2] ?? ''
  const made = await shell.run(['sudo', 'sh', '-c', setUp(address)])
  if (made.exitCode !== 0) throw new Error(`the machine could not be set up: ${made.stderr}`)
  const listed = await shell.run(['sudo', 'sh', '-c', 'cd /keys; for f in *; do echo "== $f"; cat $f; done'])
  await shell.close()
  const files = new Map(
    listed.stdout.split(/^== /m).flatMap((part) => {
      const end = part.indexOf('\n')
      return end < 0 ? [] : [[part.slice(0, end), part.slice(end + 1)] as const]
    }),
  )
  const key = (name: string) => files.get(name) ?? ''
  const folder = mkdtempSync(join(tmpdir(), 'cloud-cells-'))
  const agents = new Map<UserKeyName, { readonly socket: string; readonly pid: number }>()
  const port = (server: ServerName) => firstPort + servers.findIndex(([name]) => name === server)
  const access = (server: ServerName, options: Partial<SshOptions>) =>
    ssh({
      user: 'key',
      port: port(server),
      authGraceMs: 0,
      socket: ({ port: to }) =>
        new Promise((resolve, reject) => {
          const socket = connect({ host: address, port: to, noDelay: true })
          socket.once('connect', () => resolve(socket)).once('error', reject)
        }),
      ...options,
    })
  return {
    key,
    address,
    port,
    access,
    fileOf: (text) => {
      const file = join(folder, `known-${files.size}-${Math.random()}`)
      writeFileSync(file, text)
      return file
    },
    login: (server, options) =>
      access(server, options).connect({ node: testNode('node-1', [address]) }, { timeoutMs: 20_000 }),
    agent: (name) => {
      const agent = agents.get(name) ?? startAgent(folder, name, key(name))
      agents.set(name, agent)
      return agent.socket
    },
    close: () => {
      for (const { pid } of agents.values()) process.kill(pid)
      rmSync(folder, { recursive: true })
    },
  }
}

function startAgent(
  folder: string,
  name: string,
  key: string,
): { readonly socket: string; readonly pid: number } {
  const socket = join(folder, `agent-${name}`)
  const started = execFileSync(has('ssh-agent'), ['-s', '-a', socket], { encoding: 'utf8' })
  const env = { ...process.env, SSH_AUTH_SOCK: socket }
  execFileSync(has('ssh-add'), ['-q', '-'], { env, input: key })
  return { socket, pid: Number(/SSH_AGENT_PID=(\d+)/.exec(started)?.[1]) }
}
