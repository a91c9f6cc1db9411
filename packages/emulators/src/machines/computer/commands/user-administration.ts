import { isRedHat } from '../../machine.ts'
import {
  dropAccount,
  dropGroup,
  findAccount,
  findGroup,
  freeId,
  lockPassword,
  putAccount,
  putGroup,
  setPassword,
} from '../accounts.ts'
import { remove } from '../files.ts'
import { addUser, joinGroup } from '../new-user.ts'
import { type Call, failed, type Program, printed, readOptions, silent } from './program.ts'

/** The commands that change /etc/passwd are root's alone. */
const rootOnly =
  (file: string, program: Program): Program =>
  (call) =>
    call.process.uid === 0
      ? program(call)
      : failed(`${call.name}: Permission denied.\n${call.name}: cannot lock ${file}; try again later.`)

const validName = /^[a-z_][a-z0-9_-]{0,31}$/

const useradd: Program = (call) => {
  const { flags, operands } = readOptions(call.args, 'bcdefgGKpsuD')
  const name = operands[0]
  const { tree } = call.computer
  if (name === undefined || !validName.test(name))
    return failed(`${call.name}: invalid user name '${name ?? ''}'`, 3)
  if (findAccount(tree, name) !== undefined) return failed(`${call.name}: user '${name}' already exists`, 9)
  addUser(tree, {
    name,
    uid: flags.has('u') ? Number(flags.get('u')) : undefined,
    home: flags.get('d') ?? flags.get('home-dir'),
    shell: flags.get('s') ?? flags.get('shell'),
    comment: flags.get('c') ?? flags.get('comment'),
    admin: list(flags.get('G') ?? flags.get('groups')),
    system: flags.has('r') || flags.has('system'),
    makeHome: makesHome(call, flags),
  })
  return silent
}

const list = (value: string | undefined): string[] => (value ?? '').split(',').filter(Boolean)

/** Amazon Linux makes a home unless told not to, Debian's useradd only with -m; system users have none. */
function makesHome(call: Call, flags: ReadonlyMap<string, string>): boolean {
  if (flags.has('M') || flags.has('no-create-home')) return false
  if (flags.has('m') || flags.has('create-home')) return true
  return isRedHat(call.computer.os) && !flags.has('r') && !flags.has('system')
}

/** Debian's friendlier front: long options, a home always, `adduser USER GROUP`. On Amazon Linux it is useradd. */
const adduser: Program = (call) => {
  if (isRedHat(call.computer.os)) return useradd(call)
  const options = call.args.filter((word) => word.startsWith('-'))
  const values = ['--home', '--shell', '--uid', '--gecos', '--ingroup', '--gid']
  const words = call.args.filter(
    (word, index) => !word.startsWith('-') && !values.includes(call.args[index - 1] ?? ''),
  )
  const value = (name: string) => call.args[call.args.indexOf(name) + 1 || call.args.length]
  const [name = '', group] = words
  const { tree } = call.computer
  if (group !== undefined) {
    if (findAccount(tree, name) === undefined) return failed(`adduser: The user \`${name}' does not exist.`)
    joinGroup(tree, name, group)
    return printed(`Adding user \`${name}' to group \`${group}' ...\nDone.\n`)
  }
  if (!validName.test(name)) return failed(`adduser: Please enter a username matching the regular expression`)
  if (findAccount(tree, name) !== undefined) return failed(`adduser: The user \`${name}' already exists.`)
  const system = options.includes('--system')
  addUser(tree, {
    name,
    home: value('--home'),
    shell: value('--shell') ?? (system ? '/usr/sbin/nologin' : '/bin/bash'),
    comment: value('--gecos'),
    system,
    makeHome: !options.includes('--no-create-home'),
  })
  return printed(`Adding user \`${name}' ...\n`)
}

const usermod: Program = (call) => {
  const { flags, operands } = readOptions(call.args, 'cdefgGlpsu')
  const { tree } = call.computer
  const account = findAccount(tree, operands[0] ?? '')
  if (account === undefined) return failed(`usermod: user '${operands[0] ?? ''}' does not exist`, 6)
  const group = findGroup(tree, flags.get('g') ?? '')
  putAccount(tree, {
    ...account,
    home: flags.get('d') ?? account.home,
    shell: flags.get('s') ?? account.shell,
    comment: flags.get('c') ?? account.comment,
    gid: group?.gid ?? account.gid,
  })
  for (const name of list(flags.get('G'))) {
    if (findGroup(tree, name) === undefined) return failed(`usermod: group '${name}' does not exist`, 6)
    joinGroup(tree, account.name, name)
  }
  if (flags.has('L')) lockPassword(tree, account.name)
  return silent
}

const userdel: Program = (call) => {
  const { flags, operands } = readOptions(call.args)
  const { tree } = call.computer
  const account = findAccount(tree, operands[0] ?? '')
  if (account === undefined) return failed(`userdel: user '${operands[0] ?? ''}' does not exist`, 6)
  dropAccount(tree, account.name)
  dropGroup(tree, account.name)
  if (flags.has('r')) remove(tree, call.process, account.home, { recursive: true })
  return silent
}

const groupadd: Program = (call) => {
  const { flags, operands } = readOptions(call.args, 'gKp')
  const name = operands[0] ?? ''
  const { tree } = call.computer
  if (!validName.test(name)) return failed(`groupadd: '${name}' is not a valid group name`, 3)
  if (findGroup(tree, name) !== undefined)
    return flags.has('f') ? silent : failed(`groupadd: group '${name}' already exists`, 9)
  putGroup(tree, { name, gid: flags.has('g') ? Number(flags.get('g')) : freeId(tree), members: [] })
  return silent
}

const groupdel: Program = (call) => {
  const group = findGroup(call.computer.tree, call.args[0] ?? '')
  if (group === undefined) return failed(`groupdel: group '${call.args[0] ?? ''}' does not exist`, 6)
  dropGroup(call.computer.tree, group.name)
  return silent
}

/** `user:password` lines on standard input. */
const chpasswd: Program = (call) => {
  for (const line of Buffer.from(call.stdin).toString('utf8').split('\n').filter(Boolean)) {
    const colon = line.indexOf(':')
    const account = findAccount(call.computer.tree, line.slice(0, colon))
    if (account === undefined)
      return failed(`chpasswd: (user ${line.slice(0, colon)}) pam_chauthtok() failed`)
    setPassword(call.computer.tree, account.name, line.slice(colon + 1))
  }
  return silent
}

/** `passwd -l USER` locks; `passwd --stdin USER` is what scripts on Amazon Linux use; without a terminal nothing else works. */
const passwd: Program = (call) => {
  const { flags, operands } = readOptions(call.args)
  const name = operands[0] ?? call.process.user
  const account = findAccount(call.computer.tree, name)
  if (account === undefined) return failed(`passwd: Unknown user name '${name}'.`)
  if (flags.has('l')) lockPassword(call.computer.tree, name)
  else if (flags.has('stdin'))
    setPassword(call.computer.tree, name, Buffer.from(call.stdin).toString('utf8').replace(/\n$/, ''))
  else return failed('passwd: Authentication token manipulation error', 10)
  return silent
}

export const userAdministration: Readonly<Record<string, Program>> = {
  useradd: rootOnly('/etc/passwd', useradd),
  adduser: rootOnly('/etc/passwd', adduser),
  usermod: rootOnly('/etc/passwd', usermod),
  userdel: rootOnly('/etc/passwd', userdel),
  groupadd: rootOnly('/etc/group', groupadd),
  groupdel: rootOnly('/etc/group', groupdel),
  chpasswd: rootOnly('/etc/shadow', chpasswd),
  passwd: rootOnly('/etc/shadow', passwd),
}
