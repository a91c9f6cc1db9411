import { type Account, findAccount, passwordMatches } from '../accounts.ts'
import { loginEnvironment } from '../login-environment.ts'
import { searchPath } from '../search-path.ts'
import { runShell } from '../shell.ts'
import { sudoRule } from '../sudoers.ts'
import { type Call, failed, type Program, passed, silent } from './program.ts'

interface SudoOptions {
  user: string
  never: boolean
  login: boolean
  shell: boolean
  keep: boolean
  fromStdin: boolean
  list: boolean
}

function readSudo(args: readonly string[]): {
  readonly options: SudoOptions
  readonly command: readonly string[]
} {
  const rest = [...args]
  const options: SudoOptions = {
    user: 'root',
    never: false,
    login: false,
    shell: false,
    keep: false,
    fromStdin: false,
    list: false,
  }
  for (let word = rest[0]; word?.startsWith('-'); word = rest[0]) {
    rest.shift()
    if (word === '--') break
    const long =
      { '--non-interactive': '-n', '--login': '-i', '--preserve-env': '-E', '--stdin': '-S' }[word] ?? word
    if (long.startsWith('--user=')) options.user = long.slice(7)
    else if (!long.startsWith('--')) readLetters(long.slice(1), rest, options)
  }
  return { options, command: rest }
}

const letterOptions: Readonly<Record<string, keyof SudoOptions & Exclude<keyof SudoOptions, 'user'>>> = {
  n: 'never',
  i: 'login',
  s: 'shell',
  E: 'keep',
  S: 'fromStdin',
  l: 'list',
  v: 'list',
}

function readLetters(letters: string, rest: string[], options: SudoOptions): void {
  for (const [index, letter] of [...letters].entries()) {
    const option = letterOptions[letter]
    if (option !== undefined) options[option] = true
    if (!'ugpCrt'.includes(letter)) continue
    const value = letters.slice(index + 1) || (rest.shift() ?? '')
    if (letter === 'u') options.user = value
    return
  }
}

/** Why sudo does not go on, as the real one says it. */
function refusal(call: Call, account: Account, options: SudoOptions): string | undefined {
  const rule = sudoRule(call.computer.tree, account)
  if (rule === 'freely') return undefined
  if (options.never) return 'sudo: a password is required'
  if (!options.fromStdin) {
    return 'sudo: a terminal is required to read the password; either use the -S option to read from standard input or configure an askpass helper\nsudo: a password is required'
  }
  const password = Buffer.from(call.stdin).toString('utf8').split('\n')[0] ?? ''
  if (!passwordMatches(call.computer.tree, account.name, password))
    return 'sudo: 1 incorrect password attempt'
  return rule === 'no' ? `${account.name} is not in the sudoers file.` : undefined
}

const sudo: Program = async (call) => {
  const { options, command } = readSudo(call.args)
  const { tree } = call.computer
  const account = findAccount(tree, call.process.user)
  const target = findAccount(tree, options.user.replace(/^#/, ''))
  if (target === undefined) return failed(`sudo: unknown user ${options.user}`)
  if (account === undefined) return failed('sudo: you do not exist in the passwd database')
  const refused = refusal(call, account, options)
  if (refused !== undefined) return failed(refused)
  const askedPassword = options.fromStdin && sudoRule(tree, account) !== 'freely'
  const stdin = askedPassword ? call.stdin.subarray(call.stdin.indexOf(10) + 1) : call.stdin
  if (options.list && command.length === 0) return silent
  const assignments = command.slice(
    0,
    command.findIndex((word) => !/^[A-Za-z_]\w*=/.test(word)),
  )
  const argv = command.slice(assignments.length)
  const env = {
    ...(options.keep ? call.env : pick(call.env, ['LANG', 'TERM', 'SSH_TTY', 'SSH_CONNECTION'])),
    ...loginEnvironment(call.computer, target),
    ...(options.keep ? pick(call.env, ['PATH', 'LANG']) : {}),
    SUDO_USER: account.name,
    SUDO_UID: String(account.uid),
    SUDO_GID: String(account.gid),
    SUDO_COMMAND: argv.join(' '),
    ...Object.fromEntries(
      assignments.map((word) => [word.slice(0, word.indexOf('=')), word.slice(word.indexOf('=') + 1)]),
    ),
  }
  return await become({ ...call, stdin }, target, env, argv, options)
}

const pick = (env: Readonly<Record<string, string>>, names: readonly string[]): Record<string, string> =>
  Object.fromEntries(names.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]]])))

async function become(
  call: Call,
  target: Account,
  env: Record<string, string>,
  argv: readonly string[],
  { login, shell }: { readonly login: boolean; readonly shell: boolean },
) {
  const common = { env, cwd: login ? target.home : call.cwd, as: target, signal: call.context.signal }
  if (argv.length === 0) {
    if (!login && !shell) return failed('usage: sudo [-nEHiS] [-u user] [VAR=value] command [arg ...]')
    const script = Buffer.from(call.stdin).toString('utf8')
    return passed(await runShell(call.computer, { ...common, script, name: 'bash' }))
  }
  const [program = '', ...args] = argv
  const builtin = login || shell
  if (!builtin && searchPath(call.computer.tree, env.PATH ?? '', call.cwd, program) === undefined) {
    return failed(`sudo: ${program}: command not found`)
  }
  return passed(
    await runShell(call.computer, {
      ...common,
      script: 'command -- "$@"',
      name: call.name,
      args: [program, ...args],
      stdin: call.stdin,
    }),
  )
}

const su: Program = async (call) => {
  const words = [...call.args]
  const line = words.findIndex((word) => word === '-c' || word === '--command')
  const script = line < 0 ? undefined : words.splice(line, 2)[1]
  const login = words.some((word) => word === '-' || word === '-l' || word === '--login')
  const name = words.find((word) => !word.startsWith('-')) ?? 'root'
  const target = findAccount(call.computer.tree, name)
  if (target === undefined)
    return failed(
      `su: user ${name} does not exist or the user entry does not contain all the required fields`,
    )
  if (call.process.uid !== 0) return failed('su: Authentication failure')
  const fresh = loginEnvironment(call.computer, target)
  return passed(
    await runShell(call.computer, {
      script: script ?? Buffer.from(call.stdin).toString('utf8'),
      name: 'bash',
      env: login
        ? fresh
        : { ...call.env, HOME: target.home, ...(target.uid === 0 ? {} : { USER: name, LOGNAME: name }) },
      cwd: login ? target.home : call.cwd,
      as: target,
      stdin: script === undefined ? undefined : call.stdin,
      signal: call.context.signal,
    }),
  )
}

export const privileges: Readonly<Record<string, Program>> = { sudo, su }
