import { CloudError, type Secret } from '@cloud/core'
import { checkSecret, invalid } from '@cloud/core/driver'

/**
 * A credential as it was given, else as the environment has it at the first call. `invalid` for what cannot go into a header, and
 * `unauthorized`, which tells both places, where there is none.
 */
export function credential(
  option: string,
  given: string | Secret | undefined,
  variable: string,
): () => string {
  const checked =
    given === undefined ? undefined : printable(`The option ${option}`, checkSecret(option, given))
  return () => {
    const found = checked ?? process.env[variable]
    if (found) return printable(`The variable ${variable}`, found)
    throw new CloudError(`There is no ${option}: it was not given, and ${variable} is not set`, {
      code: 'unauthorized',
      outcome: 'not-applied',
      hint: `pass the option ${option}, or set ${variable}`,
    })
  }
}

/** White space in a credential is a slip of copying. */
function printable(what: string, text: string): string {
  if (/^[\x21-\x7e]+$/.test(text)) return text
  throw invalid(`${what} has white space or other characters that no header takes`)
}
