import {
  dropAccount,
  dropGroup,
  findAccount,
  freeId,
  lockPassword,
  putGroup,
  setPassword,
} from '../accounts.ts'
import { authorize } from '../authorized-keys.ts'
import type { Computer } from '../computer.ts'
import { makeFolder, remove, writeFile } from '../files.ts'
import { addUser, joinGroup } from '../new-user.ts'
import { kernel } from '../process.ts'
import { findNode } from '../tree.ts'
import { asConfig, asFlag, asList, asText, asTexts, type Config } from './cloud-config.ts'

const words = (value: unknown): readonly string[] =>
  typeof value === 'string'
    ? value
        .split(',')
        .map((word) => word.trim())
        .filter(Boolean)
    : asTexts(value)

/** `groups`, `users` and the keys of the default user, who is there unless `users` leaves it out. */
export function configureUsers(computer: Computer, config: Config, imageKeys: readonly string[]): void {
  const { tree, os } = computer
  for (const item of asList(config.groups)) {
    const named = typeof item === 'string' ? [[item, []] as const] : Object.entries(asConfig(item))
    for (const [name, members] of named) {
      putGroup(tree, { name, gid: freeId(tree), members: [...words(members)] })
    }
  }
  const listed = config.users === undefined ? ['default'] : asList(config.users)
  if (!listed.includes('default')) removeDefaultUser(computer)
  for (const item of listed) {
    if (item === 'default') continue
    configureUser(computer, typeof item === 'string' ? { name: item } : asConfig(item))
  }
  const keys = [...imageKeys, ...asTexts(config.ssh_authorized_keys)]
  const first = asText(asConfig(listed[0]).name)
  authorize(computer, listed.includes('default') ? os.user : (first ?? os.user), keys)
  // Where root is the image's own user, cloud-init's configuration of the image lets it in.
  if (!asFlag(config.disable_root, os.user !== 'root')) authorize(computer, 'root', keys)
}

function removeDefaultUser({ tree, os }: Computer): void {
  const account = findAccount(tree, os.user)
  if (account === undefined || account.uid === 0) return
  dropAccount(tree, os.user)
  dropGroup(tree, os.user)
  remove(tree, kernel, account.home, { recursive: true })
  if (findNode(tree, '/etc/sudoers.d/90-cloud-init-users'))
    remove(tree, kernel, '/etc/sudoers.d/90-cloud-init-users')
}

function configureUser(computer: Computer, user: Config): void {
  const name = asText(user.name)
  if (name === undefined) throw new Error('users: an entry without a name')
  const { tree } = computer
  if (findAccount(tree, name) === undefined) {
    addUser(tree, {
      name,
      uid: user.uid === undefined ? undefined : Number(user.uid),
      home: asText(user.homedir),
      shell: asText(user.shell),
      comment: asText(user.gecos),
      system: asFlag(user.system, false),
      makeHome: !asFlag(user.no_create_home, asFlag(user.system, false)),
    })
  }
  for (const group of words(user.groups)) joinGroup(tree, name, group)
  const password = asText(user.plain_text_passwd)
  if (password !== undefined) setPassword(tree, name, password)
  // A password that was not unlocked in so many words does not let anyone in.
  if (asFlag(user.lock_passwd ?? user['lock-passwd'], true)) lockPassword(tree, name)
  const rules = asTexts(user.sudo).filter((rule) => rule !== 'False')
  if (rules.length > 0) {
    const text = rules.map((rule) => `${name} ${rule}\n`).join('')
    makeFolder(tree, kernel, '/etc/sudoers.d', { recursive: true })
    writeFile(tree, kernel, `/etc/sudoers.d/90-cloud-init-${name}`, Buffer.from(text), 0o440)
  }
  authorize(computer, name, [...asTexts(user.ssh_authorized_keys), ...asTexts(user['ssh-authorized-keys'])])
}

/** `password`, `chpasswd` and `ssh_pwauth`. */
export function configurePasswords(computer: Computer, config: Config): void {
  const { tree, os } = computer
  const chpasswd = asConfig(config.chpasswd)
  const pairs = [
    ...words(config.password).map((password) => [os.user, password] as const),
    ...passwordPairs(chpasswd),
  ]
  for (const [name, password] of pairs) {
    if (findAccount(tree, name) === undefined) throw new Error(`chpasswd: user ${name} does not exist`)
    setPassword(tree, name, password)
  }
  if (config.ssh_pwauth === undefined || config.ssh_pwauth === 'unchanged') return
  const line = `PasswordAuthentication ${asFlag(config.ssh_pwauth, false) ? 'yes' : 'no'}\n`
  writeFile(tree, kernel, '/etc/ssh/sshd_config.d/50-cloud-init.conf', Buffer.from(line), 0o600)
}

function passwordPairs(chpasswd: Config): (readonly [string, string])[] {
  const lines = typeof chpasswd.list === 'string' ? chpasswd.list.split('\n') : asTexts(chpasswd.list)
  const listed = lines
    .filter((line) => line.includes(':'))
    .map((line) => {
      const colon = line.indexOf(':')
      return [line.slice(0, colon).trim(), line.slice(colon + 1)] as const
    })
  const users = asList(chpasswd.users).flatMap((item) => {
    const { name, password, type } = asConfig(item)
    const plain = asText(type) === 'text' ? asText(password) : undefined
    return asText(name) !== undefined && plain !== undefined ? [[String(name), plain] as const] : []
  })
  return [...listed, ...users]
}
