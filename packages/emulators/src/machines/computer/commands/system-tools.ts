import { createHash } from 'node:crypto'
import { systemText } from '../accounts.ts'
import { writeFile } from '../files.ts'
import { kernel } from '../process.ts'
import { resolvePath } from '../tree.ts'
import { type Call, failed, type Program, printed, readOptions, silent } from './program.ts'

const release = '6.1.0'
const version = '#1 SMP PREEMPT_DYNAMIC'

const uname: Program = (call) => {
  const { flags } = readOptions(call.args)
  const name = call.computer.hostname
  if (flags.has('a')) return printed(`Linux ${name} ${release} ${version} x86_64 GNU/Linux\n`)
  const parts: readonly (readonly [string, string])[] = [
    ['s', 'Linux'],
    ['n', name],
    ['r', release],
    ['v', version],
    ['m', 'x86_64'],
    ['p', 'x86_64'],
    ['o', 'GNU/Linux'],
  ]
  const words = parts.filter(([flag]) => flags.has(flag)).map(([, value]) => value)
  return printed(`${words.length === 0 ? 'Linux' : words.join(' ')}\n`)
}

function rename(call: Call, name: string | undefined) {
  if (name === undefined || !/^[A-Za-z0-9.-]{1,253}$/.test(name))
    return failed(`${call.name}: the specified hostname is invalid`)
  if (call.process.uid !== 0) return failed(`${call.name}: you must be root to change the host name`)
  call.computer.hostname = name
  writeFile(call.computer.tree, kernel, '/etc/hostname', Buffer.from(`${name}\n`))
  return silent
}

const hostname: Program = (call) => {
  const { flags, operands } = readOptions(call.args, 'F')
  if (operands[0] !== undefined) return rename(call, operands[0])
  const full = call.computer.hostname
  if (flags.has('s')) return printed(`${full.split('.')[0]}\n`)
  if (flags.has('I') || flags.has('i')) return printed(`${call.computer.addresses.join(' ')}\n`)
  if (flags.has('d')) return printed(`${full.split('.').slice(1).join('.')}\n`)
  return printed(`${full}\n`)
}

const hostnamectl: Program = (call) => {
  const [verb, name] = call.args.filter((word) => !word.startsWith('-'))
  if (verb === 'set-hostname' || (verb === 'hostname' && name !== undefined)) return rename(call, name)
  if (verb === 'hostname') return printed(`${call.computer.hostname}\n`)
  const os = call.computer.os.prettyName
  return printed(
    ` Static hostname: ${call.computer.hostname}\nOperating System: ${os}\n          Kernel: Linux ${release}\n    Architecture: x86-64\n`,
  )
}

const uptime: Program = (call) => {
  const minutes = Math.floor((Date.now() - call.computer.bootedAt) / 60_000)
  if (call.args.includes('-p')) return printed(`up ${minutes} minutes\n`)
  return printed(
    ` ${new Date().toISOString().slice(11, 19)} up ${minutes} min,  1 user,  load average: 0.00, 0.00, 0.00\n`,
  )
}

const df: Program = (call) => {
  const human = call.args.includes('-h')
  const header = human
    ? 'Filesystem      Size  Used Avail Use% Mounted on'
    : 'Filesystem     1K-blocks    Used Available Use% Mounted on'
  const row = human
    ? '/dev/xvda1      8.0G  1.6G  6.5G  20% /'
    : '/dev/xvda1       8376300 1677721   6698579  20% /'
  return printed(`${header}\n${row}\n`)
}

const free: Program = (call) => {
  const unit = call.args.includes('-m') ? 1024 : 1
  const cells = [1_007_584, 241_000, 583_216, 2_924, 183_368, 764_300]
    .map((kib) => String(Math.floor(kib / unit)).padStart(12))
    .join('')
  return printed(
    `               total        used        free      shared  buff/cache   available\nMem:   ${cells}\nSwap:  ${'0'.padStart(12).repeat(3)}\n`,
  )
}

/** Restart and switch-off take connections down after the command has answered, as systemd does it. */
const power =
  (action: 'reboot' | 'poweroff'): Program =>
  (call) => {
    if (call.process.uid !== 0) return failed(`${call.name}: Interactive authentication required.`)
    const restart = call.name === 'shutdown' && call.args.includes('-r')
    call.computer.around.power(restart ? 'reboot' : action)
    return silent
  }

/** `ssh-keygen -l [-f FILE]`: fingerprints of a public key file. Making keys is not emulated. */
const sshKeygen: Program = (call) => {
  const { flags } = readOptions(call.args, 'fECtNbmP')
  if (!flags.has('l')) return failed('ssh-keygen: only -l is emulated on this machine')
  const path = resolvePath(call.cwd, flags.get('f') ?? '.ssh/id_ed25519.pub')
  const text =
    systemText(call.computer.tree, path.endsWith('.pub') ? path : `${path}.pub`) ||
    systemText(call.computer.tree, path)
  const keys = text.split('\n').flatMap((line) => {
    const [, type, blob, comment] = /(?:^|\s)(ssh-\S+|ecdsa-\S+)\s+(\S+)\s*(.*)$/.exec(line) ?? []
    return type === undefined || blob === undefined ? [] : [{ type, blob, comment: comment || 'no comment' }]
  })
  if (keys.length === 0) return failed(`${flags.get('f') ?? path} is not a public key file.`, 255)
  const line = ({ type, blob, comment }: (typeof keys)[number]) => {
    const hash = createHash('sha256').update(Buffer.from(blob, 'base64')).digest('base64').replace(/=+$/, '')
    return `256 SHA256:${hash} ${comment} (${type.replace(/^ssh-/, '').toUpperCase()})\n`
  }
  return printed(keys.map(line).join(''))
}

export const systemTools: Readonly<Record<string, Program>> = {
  uname,
  arch: () => printed('x86_64\n'),
  hostname,
  hostnamectl,
  uptime,
  nproc: () => printed('1\n'),
  df,
  free,
  reboot: power('reboot'),
  poweroff: power('poweroff'),
  halt: power('poweroff'),
  shutdown: power('poweroff'),
  'ssh-keygen': sshKeygen,
  tty: () => printed('not a tty\n', 1),
  logger: () => silent,
}
