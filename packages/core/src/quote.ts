import { invalid } from './errors.ts'

const plain = /^[\w@+:,./-]+$/
/** Words that a shell takes for its own grammar where a command begins, unless they are quoted. */
const reserved = /^(case|coproc|do|done|elif|else|esac|fi|for|function|if|in|select|then|time|until|while)$/

/**
 * One argument as a POSIX shell reads it back unchanged. A NUL, which no argument can hold, and a lone surrogate, which no
 * bytes stand for, are `invalid`.
 */
export function quoteArgument(argument: string): string {
  if (plain.test(argument)) return argument
  if (argument.includes('\0'))
    throw invalid('an argument holds a NUL character', 'no command can receive one')
  if (!argument.isWellFormed())
    throw invalid('an argument holds a lone surrogate', 'pass well-formed Unicode')
  return `'${argument.replaceAll("'", "'\\''")}'`
}

/** A command line from a program and its arguments. An empty program name is `invalid`. */
export function quoteCommand(argv: readonly string[]): string {
  const [program, ...rest] = argv
  if (program === undefined || program === '') {
    throw invalid('a command is empty', "pass the program and its arguments, as in ['ls', '-l']")
  }
  return [reserved.test(program) ? `'${program}'` : quoteArgument(program), ...rest.map(quoteArgument)].join(
    ' ',
  )
}
