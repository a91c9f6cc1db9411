import type { ExecResult } from 'just-bash'
import {
  findPackage,
  installedPackages,
  installPackage,
  isKnownPackage,
  removePackage,
  versionOf,
} from '../packages.ts'
import { type Call, failed, type Program, printed, readOptions, silent } from './program.ts'

const architecture = 'x86_64'

/** `install`, `update`, `remove`, `list`, `info` and what scripts add, as dnf says it in short. Root's, but for the questions. */
const yum: Program = (call) => {
  const { verbs, flags } = split(call.args)
  const [verb, ...names] = verbs
  switch (verb) {
    case 'install':
    case 'reinstall':
    case 'localinstall':
      return asRoot(call) ?? install(call, names, flags)
    case 'update':
    case 'upgrade':
      return asRoot(call) ?? printed('Dependencies resolved.\nNothing to do.\nComplete!\n')
    case 'remove':
    case 'erase':
      return asRoot(call) ?? erase(call, names, flags)
    case 'list':
      return list(call, names)
    case 'info':
      return names.every(isKnownPackage)
        ? printed(
            names.map((name) => `Name         : ${name}\nVersion      : ${versionOf(name)}\n`).join('\n'),
          )
        : failed('Error: No matching Packages to list')
    case 'makecache':
    case 'clean':
    case 'check-update':
    case 'repolist':
    case 'config-manager':
    case 'groupinstall':
      return printed('')
    case undefined:
      return call.args.includes('--version')
        ? printed('4.14.0\n')
        : failed(`usage: ${call.name} [options] COMMAND`)
    default:
      return failed(`No such command: ${verb}. Please use /usr/bin/${call.name} --help`)
  }
}

function split(args: readonly string[]): {
  readonly verbs: readonly string[]
  readonly flags: ReadonlySet<string>
} {
  const valued = ['--enablerepo', '--disablerepo', '--setopt', '-c', '--installroot', '-d', '-e']
  const verbs = args.filter((word, index) => !word.startsWith('-') && !valued.includes(args[index - 1] ?? ''))
  return { verbs, flags: new Set(args.filter((word) => word.startsWith('-'))) }
}

const asRoot = (call: Call): ExecResult | undefined =>
  call.process.uid === 0
    ? undefined
    : failed(
        'Error: This command has to be run with superuser privileges (under the root user on most systems).',
      )

const agrees = (call: Call, flags: ReadonlySet<string>): boolean =>
  [...flags].some((flag) => flag === '--assumeyes' || /^-[a-z]*y/.test(flag)) ||
  /^\s*y(es)?\s*$/im.test(Buffer.from(call.stdin).toString('utf8').split('\n')[0] ?? '')

function install(call: Call, names: readonly string[], flags: ReadonlySet<string>): ExecResult {
  if (names.length === 0) return failed('Error: Need to pass a list of pkgs to install')
  const unknown = names.filter((name) => !isKnownPackage(name))
  const quiet = [...flags].some((flag) => flag === '--quiet' || /^-[a-z]*q/.test(flag))
  const head = quiet ? '' : 'Last metadata expiration check: 0:00:12 ago.\n'
  if (unknown.length > 0) {
    const stderr = `${unknown.map((name) => `No match for argument: ${name}\n`).join('')}Error: Unable to find a match: ${unknown.join(' ')}\n`
    return { stdout: head, stderr, exitCode: 1 }
  }
  const fresh = names.filter((name) => findPackage(call.computer, name) === undefined)
  const present = names
    .filter((name) => !fresh.includes(name))
    .map((name) => `Package ${full(name)} is already installed.\n`)
  if (fresh.length === 0)
    return printed(`${head}${present.join('')}Dependencies resolved.\nNothing to do.\nComplete!\n`)
  const rows = fresh.map(
    (name) => ` ${name.padEnd(20)} ${architecture}  ${versionOf(name).padEnd(14)} emulated\n`,
  )
  const plan = `${head}${present.join('')}Dependencies resolved.\nInstalling:\n${rows.join('')}\nTransaction Summary\nInstall  ${fresh.length} Package${fresh.length === 1 ? '' : 's'}\n\n`
  if (!agrees(call, flags))
    return { stdout: `${plan}Is this ok [y/N]: `, stderr: 'Operation aborted.\n', exitCode: 1 }
  for (const name of fresh) installPackage(call.computer, name)
  if (quiet) return silent
  return printed(
    `${plan}Running transaction\n\nInstalled:\n${fresh.map((name) => `  ${full(name)}\n`).join('')}\nComplete!\n`,
  )
}

const full = (name: string): string => `${name}-${versionOf(name)}.${architecture}`

function erase(call: Call, names: readonly string[], flags: ReadonlySet<string>): ExecResult {
  const present = names.filter((name) => findPackage(call.computer, name) !== undefined)
  if (present.length === 0)
    return printed(
      `${names.map((name) => `No match for argument: ${name}\n`).join('')}No packages marked for removal.\n`,
    )
  if (!agrees(call, flags))
    return { stdout: 'Is this ok [y/N]: ', stderr: 'Operation aborted.\n', exitCode: 1 }
  const lines = present.map((name) => `  ${full(name)}\n`)
  for (const name of present) removePackage(call.computer, name)
  return printed(`Removed:\n${lines.join('')}\nComplete!\n`)
}

function list(call: Call, words: readonly string[]): ExecResult {
  const names = words.filter((word) => !['installed', 'available', 'all'].includes(word))
  const all = installedPackages(call.computer).filter((one) => names.length === 0 || names.includes(one.name))
  if (names.length > 0 && all.length === 0) return failed('Error: No matching Packages to list')
  const rows = all.map(
    (one) => `${`${one.name}.${architecture}`.padEnd(32)} ${one.version.padEnd(20)} @emulated\n`,
  )
  return printed(`Installed Packages\n${rows.join('')}`)
}

/** `rpm -q NAME...`, `-qa`, `-qi`, `-ql`, and `-e` for root. */
const rpm: Program = (call) => {
  const { flags, operands } = readOptions(call.args)
  if (flags.has('e')) {
    const refused = asRoot(call)
    for (const name of refused ? [] : operands) removePackage(call.computer, name)
    return refused ?? silent
  }
  if (!flags.has('q') && !flags.has('query'))
    return flags.has('version') ? printed('RPM version 4.16.1.3\n') : silent
  if (flags.has('a'))
    return printed(
      installedPackages(call.computer)
        .map((one) => `${full(one.name)}\n`)
        .join(''),
    )
  const lines = operands.map((name) => {
    if (findPackage(call.computer, name) === undefined) return `package ${name} is not installed\n`
    if (flags.has('i'))
      return `Name        : ${name}\nVersion     : ${versionOf(name)}\nArchitecture: ${architecture}\n`
    return flags.has('l') ? `/usr/bin/${name}\n` : `${full(name)}\n`
  })
  const missing = operands.filter((name) => findPackage(call.computer, name) === undefined)
  return printed(lines.join(''), missing.length)
}

export const yumTools: Readonly<Record<string, Program>> = {
  yum,
  dnf: yum,
  rpm,
  'amazon-linux-extras': () => silent,
}
