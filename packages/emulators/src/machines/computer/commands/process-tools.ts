import { runShell } from '../shell.ts'
import { failed, type Program, passed, printed, readOptions, silent } from './program.ts'

const names: Readonly<Record<string, string>> = {
  1: 'HUP',
  2: 'INT',
  3: 'QUIT',
  9: 'KILL',
  15: 'TERM',
  0: '0',
}
const signalName = (text: string): string => names[text] ?? text.replace(/^SIG/i, '').toUpperCase()

/** Ends other shells of the machine. A shell here has no handlers for signals, so that any but 0 ends it. */
const kill: Program = (call) => {
  const words = [...call.args]
  let signal = 'TERM'
  if (words[0] === '-l') return printed('HUP INT QUIT KILL TERM\n')
  if (words[0] === '-s') [, signal = 'TERM'] = words.splice(0, 2)
  else if (words[0]?.startsWith('-')) signal = words.shift()?.slice(1) ?? signal
  const complaints: string[] = []
  for (const word of words) {
    const process = call.computer.processes.get(Number(word))
    if (process === undefined) complaints.push(`bash: kill: (${word}) - No such process`)
    else if (call.process.uid !== 0 && call.process.uid !== process.uid)
      complaints.push(`bash: kill: (${word}) - Operation not permitted`)
    else if (signalName(signal) !== '0') process.end.abort(signalName(signal))
  }
  return complaints.length === 0 ? silent : failed(complaints.join('\n'))
}

const ps: Program = (call) => {
  const all = [...call.computer.processes.values()]
  const every = call.args.some((word) => /[eax]/.test(word.replace(/^-/, '')))
  const shown = every ? all : all.filter((process) => process.uid === call.process.uid)
  const init = every ? [`root           1     0  /sbin/init\n`] : []
  const lines = shown.map(
    (process) =>
      `${process.user.padEnd(8)} ${String(process.pid).padStart(7)} ${String(process.parent).padStart(5)}  ${process.command}\n`,
  )
  return printed(`USER         PID  PPID  COMMAND\n${init.join('')}${lines.join('')}`)
}

/** Runs a command as it is: nothing here goes on in the background, so there is no hang-up to be safe from. */
const plainly: Program = async (call) => {
  const { operands } = readOptions(call.args)
  if (operands.length === 0) return failed(`${call.name}: missing operand`, 125)
  return passed(
    await runShell(call.computer, {
      script: 'command -- "$@"',
      name: call.name,
      args: operands,
      env: call.env,
      cwd: call.cwd,
      stdin: call.stdin,
      signal: call.context.signal,
    }),
  )
}

/** Of all traps the one for EXIT runs, when its shell ends; the others are remembered for `trap` alone to print. */
const trap: Program = (call) => {
  const words = call.args[0] === '--' ? call.args.slice(1) : call.args
  const [action, ...signals] = words
  if (action === undefined || action === '-p') {
    const lines = [...call.process.traps].map(
      ([signal, text]) => `trap -- '${text.replaceAll("'", "'\\''")}' ${signal}\n`,
    )
    return printed(lines.join(''))
  }
  const given = signals.length === 0 ? [action] : signals
  for (const signal of given) {
    const name = signal === '0' ? 'EXIT' : signalName(signal)
    if (action === '-' || signals.length === 0) call.process.traps.delete(name)
    else call.process.traps.set(name, action)
  }
  return silent
}

/** The environment, or a command in a changed one. just-bash's own lists its internal variables too. */
const env: Program = async (call) => {
  const words = [...call.args]
  let variables = { ...call.env }
  for (let word = words[0]; word !== undefined; word = words[0]) {
    if (word === '-i' || word === '-' || word === '--ignore-environment') variables = {}
    else if (word === '-u') delete variables[words.splice(1, 1)[0] ?? '']
    else if (/^[A-Za-z_]\w*=/.test(word))
      variables[word.slice(0, word.indexOf('='))] = word.slice(word.indexOf('=') + 1)
    else if (word !== '--') break
    words.shift()
  }
  if (words.length === 0)
    return printed(
      Object.entries(variables)
        .map(([name, value]) => `${name}=${value}\n`)
        .join(''),
    )
  const common = {
    name: 'env',
    args: words,
    env: variables,
    cwd: call.cwd,
    stdin: call.stdin,
    signal: call.context.signal,
  }
  return passed(await runShell(call.computer, { ...common, script: 'command -- "$@"' }))
}

export const processTools: Readonly<Record<string, Program>> = {
  kill,
  ps,
  nohup: plainly,
  setsid: plainly,
  nice: plainly,
  ionice: plainly,
  trap,
  env,
  ulimit: (call) =>
    call.args.some((word) => /^\d+$|^unlimited$/.test(word)) ? silent : printed('unlimited\n'),
  jobs: () => silent,
}
