import { checkList, checkNames, checkPlain, checkText } from '../check.ts'
import { checkMode } from '../check-mode.ts'
import { defined } from '../defined.ts'
import { invalid } from '../errors.ts'
import { checkSecret } from '../secret.ts'
import { checkPublicKey } from '../ssh-public-key.ts'
import type { CloudConfig, ConfigFile, ConfigHostKey, ConfigUser } from './cloud-config.ts'
import { yamlOf } from './yaml.ts'

/**
 * User data of cloud-init from a description: a `#cloud-config` document, to be given to `createNode` or `deployNode` as `userData`, or
 * to `userData()` together with scripts. The same description gives the same text. What cannot be right is `invalid`; a `Secret` is in
 * the text, which is one to keep like it.
 *
 * https://docs.cloud-init.io/en/latest/explanation/format.html
 */
export function cloudConfig(config: CloudConfig): string {
  checkNames('cloudConfig', config, names)
  const { hostname, timezone, packages, more = {} } = config
  const made = defined({
    hostname: text('hostname', hostname, 253),
    timezone: text('timezone', timezone, 255),
    users: users(config),
    ssh_authorized_keys: keys('authorizedKeys', config.authorizedKeys),
    package_update: flag('packageUpdate', config.packageUpdate ?? (packages?.length ? true : undefined)),
    package_upgrade: flag('packageUpgrade', config.packageUpgrade),
    packages: listOf('packages', packages, packageOf),
    write_files: listOf('files', config.files, fileOf),
    bootcmd: listOf('bootcmd', config.bootcmd, commandOf),
    runcmd: listOf('runcmd', config.runcmd, commandOf),
    ...hostKeys(config.hostKeys),
    ssh_pwauth: flag('passwordLogins', config.passwordLogins),
  })
  checkPlain('more', more)
  const twice = Object.keys(more).find((name) => name in made)
  if (twice !== undefined) throw invalid(`more.${twice} is given a second time by an option of cloudConfig()`)
  return `#cloud-config\n${yamlOf({ ...made, ...more })}\n`
}

const names: readonly (keyof CloudConfig)[] = [
  'hostname',
  'timezone',
  'users',
  'defaultUser',
  'authorizedKeys',
  'packages',
  'packageUpdate',
  'packageUpgrade',
  'files',
  'bootcmd',
  'runcmd',
  'hostKeys',
  'passwordLogins',
  'more',
]

/** cloud-init refuses a list that is empty, so such a list is left out. */
function listOf<T, R>(
  what: string,
  list: readonly T[] | undefined,
  each: (what: string, item: T) => R,
): readonly R[] | undefined {
  const made: R[] = []
  checkList(what, list, (name, item) => made.push(each(name, item)))
  return made.length > 0 ? made : undefined
}

const text = (what: string, value: string | undefined, max: number): string | undefined =>
  value === undefined ? undefined : checkText(what, value, { max })

function flag(what: string, value: boolean | undefined): boolean | undefined {
  if (value !== undefined && typeof value !== 'boolean') throw invalid(`${what} must be a boolean`)
  return value
}

function keys(what: string, lines: readonly string[] | undefined): readonly string[] | undefined {
  return listOf(what, lines, (_name, line) => {
    checkPublicKey(line)
    return line.trim()
  })
}

/** Where users are named, cloud-init makes the default user only if it is among them. */
function users({ users: list, defaultUser }: CloudConfig): readonly unknown[] | undefined {
  const own = listOf('users', list, userOf) ?? []
  const withDefault = flag('defaultUser', defaultUser) ?? true
  if (withDefault && own.length === 0) return undefined
  return withDefault ? ['default', ...own] : own
}

/** Users and groups as useradd takes them; a list of groups is joined with commas. */
const account = /^[a-z_][a-z0-9_-]{0,31}$/

function accountName(what: string, name: unknown): string {
  if (typeof name === 'string' && account.test(name)) return name
  throw invalid(`${what} is no name of an account`, 'a-z, 0-9, _ and -, 32 at most, a letter or _ first')
}

function userOf(what: string, user: ConfigUser): object {
  checkNames(what, user, [
    'name',
    'fullName',
    'groups',
    'shell',
    'home',
    'uid',
    'system',
    'sudo',
    'authorizedKeys',
    'passwordHash',
  ])
  const { name, uid, passwordHash } = user
  if (uid !== undefined && !(Number.isInteger(uid) && uid >= 0 && uid < 2 ** 32))
    throw invalid(`${what}.uid is ${uid}`, 'a whole number from 0')
  const hash = passwordHash === undefined ? undefined : checkSecret(`${what}.passwordHash`, passwordHash)
  if (hash !== undefined && !/^\$[^:\s]+$/.test(hash))
    throw invalid(`${what}.passwordHash is no hash`, "as mkpasswd makes it, '$6$…'")
  return defined({
    name: accountName(`${what}.name`, name),
    gecos: text(`${what}.fullName`, user.fullName, 255),
    groups: listOf(`${what}.groups`, user.groups, accountName),
    shell: user.shell === undefined ? undefined : path(`${what}.shell`, user.shell),
    homedir: user.home === undefined ? undefined : path(`${what}.home`, user.home),
    uid,
    system: flag(`${what}.system`, user.system),
    sudo: rules(`${what}.sudo`, user.sudo),
    ssh_authorized_keys: keys(`${what}.authorizedKeys`, user.authorizedKeys),
    passwd: hash,
    lock_passwd: hash === undefined ? undefined : false,
  })
}

/** One text, as the schema of cloud-init before 23.1 takes no list; sudoers has several rules of a user on one line. */
function rules(what: string, sudo: ConfigUser['sudo']): string | undefined {
  if (sudo === undefined || sudo === false) return undefined
  if (sudo === true) return 'ALL=(ALL) NOPASSWD:ALL'
  return listOf(what, sudo, (name, rule) => checkText(name, rule, { max: 1024 }))?.join(' : ')
}

function path(what: string, value: string): string {
  if (checkText(what, value, { max: 4096 }).startsWith('/')) return value
  throw invalid(`${what} is no absolute path`, 'as in /etc/motd')
}

function packageOf(
  what: string,
  item: string | { readonly name: string; readonly version: string },
): unknown {
  const word = (name: string, value: unknown) => {
    if (typeof value === 'string' && /^[A-Za-z0-9][\w.+:~@/-]{0,254}$/.test(value)) return value
    throw invalid(`${name} is no name of a package, nor a version`)
  }
  if (typeof item === 'string') return word(what, item)
  checkNames(what, item, ['name', 'version'])
  return [word(`${what}.name`, item.name), word(`${what}.version`, item.version)]
}

function fileOf(what: string, file: ConfigFile): object {
  checkNames(what, file, ['path', 'content', 'mode', 'owner', 'append', 'defer'])
  const { owner, content } = file
  if (owner !== undefined) for (const part of owner.split(':')) accountName(`${what}.owner`, part)
  const bytes = content instanceof Uint8Array
  const defer = file.defer ?? (owner !== undefined && !/^root(:root)?$/.test(owner) ? true : undefined)
  return defined({
    path: path(`${what}.path`, file.path),
    content: bytes ? Buffer.from(content).toString('base64') : checkSecret(`${what}.content`, content),
    encoding: bytes ? 'b64' : undefined,
    permissions: `0${checkMode(file.mode ?? 0o644).toString(8)}`,
    owner,
    append: flag(`${what}.append`, file.append),
    defer: flag(`${what}.defer`, defer),
  })
}

function commandOf(what: string, command: string | readonly string[]): string | readonly string[] {
  if (typeof command === 'string') return checkedWord(what, command)
  const words = listOf(what, command, checkedWord)
  if (words === undefined) throw invalid(`${what} is empty`, 'a program and its arguments')
  return words
}

function checkedWord(what: string, word: string): string {
  if (typeof word !== 'string') throw invalid(`${what} must be a string, and is ${typeof word}`)
  if (word.includes('\0')) throw invalid(`${what} holds a NUL character`, 'no command can receive one')
  return word
}

function hostKeys(given: CloudConfig['hostKeys']): object {
  if (given === undefined) return {}
  checkNames('hostKeys', given, ['ed25519', 'ecdsa', 'rsa'])
  const entries = Object.entries(given).filter(([, key]) => key !== undefined)
  if (entries.length === 0) return {}
  return {
    ssh_deletekeys: true,
    ssh_keys: Object.fromEntries(entries.flatMap(([type, key]) => halves(type, key))),
  }
}

function halves(type: string, key: ConfigHostKey): readonly (readonly [string, string])[] {
  const what = `hostKeys.${type}`
  checkNames(what, key, ['publicKey', 'privateKey'])
  const { type: named } = checkPublicKey(key.publicKey.trim())
  if (!named.includes(type)) throw invalid(`${what}.publicKey is of type ${named}`)
  const privateKey = checkSecret(`${what}.privateKey`, key.privateKey)
  if (!/^-----BEGIN [A-Z ]*PRIVATE KEY-----\n/.test(privateKey))
    throw invalid(`${what}.privateKey is no private key`, 'the content of its file')
  return [
    [`${type}_private`, `${privateKey.trimEnd()}\n`],
    [`${type}_public`, key.publicKey.trim()],
  ]
}
