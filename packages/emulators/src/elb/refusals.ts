import { Refusal } from '../ec2/refusal.ts'

/** What is wrong with a request by itself. */
export const invalid = (message: string): Refusal => new Refusal('ValidationError', message)

/** What does not go together with what exists. */
export const misconfigured = (message: string): Refusal => new Refusal('InvalidConfigurationRequest', message)

/** Throws for parameters that ELB knows and nothing here would happen for: taking them in silence would be a lie. */
export function refuseUnused(input: object, names: readonly string[]): void {
  const unused = names.find((name) => name in input)
  if (unused !== undefined) throw invalid(`The emulated cloud does not act on the parameter ${unused}`)
}
