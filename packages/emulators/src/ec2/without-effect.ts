import { Refusal } from './refusal.ts'

/** Throws for parameters that EC2 knows and nothing here would happen for: taking them in silence would be a lie. */
export function refuseUnused(input: object, names: readonly string[]): void {
  const unused = names.find((name) => name in input)
  if (unused === undefined) return
  throw new Refusal('UnsupportedOperation', `The emulated cloud does not act on the parameter ${unused}`)
}
