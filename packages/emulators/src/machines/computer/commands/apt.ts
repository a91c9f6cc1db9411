import type { ExecResult } from 'just-bash'
import {
  findPackage,
  installedPackages,
  installPackage,
  isKnownPackage,
  removePackage,
  versionOf,
} from '../packages.ts'
import { setActive, setEnabled, webServers } from '../services.ts'
import { type Call, failed, type Program, printed, readOptions, silent } from './program.ts'

const lockPath = '/var/lib/dpkg/lock-frontend'

/** `apt-get` and `apt`: update, install, remove, upgrade and what scripts add. */
const apt: Program = (call) => {
  const words = call.args.filter(
    (word, index) => !word.startsWith('-') && !['-o', '-t', '-c'].includes(call.args[index - 1] ?? ''),
  )
  const [verb, ...names] = words
  switch (verb) {
    case 'update':
      return (
        asRoot(call, '/var/lib/apt/lists/lock') ??
        printed('Hit:1 http://deb.emulated.example stable InRelease\nReading package lists...\n')
      )
    case 'install':
      return asRoot(call, lockPath) ?? install(call, names)
    case 'remove':
    case 'purge':
      return asRoot(call, lockPath) ?? erase(call, names)
    case 'upgrade':
    case 'dist-upgrade':
    case 'full-upgrade':
    case 'autoremove':
    case 'clean':
    case 'autoclean':
      return (
        asRoot(call, lockPath) ??
        printed('Reading package lists...\n0 upgraded, 0 newly installed, 0 to remove and 0 not upgraded.\n')
      )
    case 'list':
      return printed(
        `Listing...\n${installedPackages(call.computer)
          .map((one) => `${one.name}/stable,now ${one.version} amd64 [installed]\n`)
          .join('')}`,
      )
    case undefined:
      return printed('apt 2.6.1 (amd64)\n')
    default:
      return failed(`E: Invalid operation ${verb}`, 100)
  }
}

const asRoot = (call: Call, path: string): ExecResult | undefined =>
  call.process.uid === 0
    ? undefined
    : failed(
        `E: Could not open lock file ${path} - open (13: Permission denied)\nE: Unable to acquire the dpkg frontend lock (${path}), are you root?`,
        100,
      )

const agrees = (call: Call): boolean =>
  call.args.some((word) => word === '--yes' || word === '--assume-yes' || /^-[a-z]*y/.test(word)) ||
  /^\s*y/i.test(Buffer.from(call.stdin).toString('utf8'))

const reading = 'Reading package lists...\nBuilding dependency tree...\nReading state information...\n'

function install(call: Call, asked: readonly string[]): ExecResult {
  const names = asked.map((name) => name.replace(/[=/].*$/, ''))
  const unknown = names.filter((name) => !isKnownPackage(name))
  if (unknown.length > 0) {
    return {
      stdout: reading,
      stderr: unknown.map((name) => `E: Unable to locate package ${name}\n`).join(''),
      exitCode: 100,
    }
  }
  const fresh = names.filter((name) => findPackage(call.computer, name) === undefined)
  const present = names
    .filter((name) => !fresh.includes(name))
    .map((name) => `${name} is already the newest version (${versionOf(name)}).\n`)
  const summary = `${fresh.length === 0 ? '' : `The following NEW packages will be installed:\n  ${fresh.join(' ')}\n`}0 upgraded, ${fresh.length} newly installed, 0 to remove and 0 not upgraded.\n`
  const plan = `${reading}${present.join('')}${summary}`
  // apt goes on by itself where it installs exactly what was named.
  if (call.args.includes('-s')) return printed(plan)
  if (fresh.length > 0 && !agrees(call))
    return { stdout: `${plan}Do you want to continue? [Y/n] Abort.\n`, stderr: '', exitCode: 1 }
  for (const name of fresh) {
    installPackage(call.computer, name)
    // Debian's packages start what they install.
    if (webServers.includes(name)) {
      setActive(call.computer, name, true)
      setEnabled(call.computer, name, true)
    }
  }
  const steps = fresh.map(
    (name) => `Unpacking ${name} (${versionOf(name)}) ...\nSetting up ${name} (${versionOf(name)}) ...\n`,
  )
  return printed(`${plan}${steps.join('')}`)
}

function erase(call: Call, names: readonly string[]): ExecResult {
  const present = names.filter((name) => findPackage(call.computer, name) !== undefined)
  if (present.length > 0 && !agrees(call))
    return { stdout: 'Do you want to continue? [Y/n] Abort.\n', stderr: '', exitCode: 1 }
  for (const name of present) removePackage(call.computer, name)
  return printed(`${reading}${present.map((name) => `Removing ${name} (${versionOf(name)}) ...\n`).join('')}`)
}

/** `dpkg -s`, `-l` and `-L` of what was recorded. */
const dpkg: Program = (call) => {
  const { flags, operands } = readOptions(call.args)
  const names = operands
  if (flags.has('s') || flags.has('status')) {
    const missing = names.filter((name) => findPackage(call.computer, name) === undefined)
    const known = names.filter((name) => !missing.includes(name))
    return {
      stdout: known
        .map(
          (name) =>
            `Package: ${name}\nStatus: install ok installed\nArchitecture: amd64\nVersion: ${versionOf(name)}\n`,
        )
        .join('\n'),
      stderr: missing
        .map((name) => `dpkg-query: package '${name}' is not installed and no information is available\n`)
        .join(''),
      exitCode: missing.length === 0 ? 0 : 1,
    }
  }
  if (flags.has('l') || flags.has('list')) {
    const all = installedPackages(call.computer).filter(
      (one) => names.length === 0 || names.includes(one.name),
    )
    if (names.length > 0 && all.length === 0)
      return failed(`dpkg-query: no packages found matching ${names.join(' ')}`)
    return printed(all.map((one) => `ii  ${one.name.padEnd(24)} ${one.version.padEnd(16)} amd64\n`).join(''))
  }
  if (flags.has('L')) return printed(names.map((name) => `/usr/bin/${name}\n`).join(''))
  if (flags.has('print-architecture')) return printed('amd64\n')
  return failed('dpkg: error: need an action option', 2)
}

const field = (name: string): string => ['$', '{', name, '}'].join('')

/** `dpkg-query -W [-f FORMAT] NAME`, with the fields that scripts ask for. */
const dpkgQuery: Program = (call) => {
  const { flags, operands } = readOptions(call.args, 'f')
  const format = flags.get('f') ?? flags.get('showformat') ?? `${field('Package')}\\t${field('Version')}\\n`
  const all = installedPackages(call.computer).filter(
    (one) => operands.length === 0 || operands.includes(one.name),
  )
  if (all.length === 0) return failed(`dpkg-query: no packages found matching ${operands.join(' ')}`)
  const show = (one: (typeof all)[number]) =>
    format
      .replaceAll(field('Package'), one.name)
      .replaceAll(field('Version'), one.version)
      .replaceAll(field('Status'), 'install ok installed')
      .replaceAll(field('db:Status-Status'), 'installed')
      .replaceAll('\\n', '\n')
      .replaceAll('\\t', '\t')
  return printed(all.map(show).join(''))
}

export const aptTools: Readonly<Record<string, Program>> = {
  'apt-get': apt,
  apt,
  dpkg,
  'dpkg-query': dpkgQuery,
  'add-apt-repository': () => silent,
  'apt-key': () => silent,
}
