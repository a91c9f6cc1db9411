import { checkNames } from '../check.ts'
import { invalid } from '../errors.ts'
import { compressed, joinUserData } from '../user-data.ts'

/** How much user data a provider takes. Each driver package exports its own as `userDataLimit`. */
export interface UserDataLimit {
  /** Of text. */
  readonly textBytes: number
  /** Of what is no text, such as gzip; left out where the provider takes text alone. */
  readonly binaryBytes?: number | undefined
}

export interface UserDataOptions {
  /** What it has to fit into; left out, nothing is checked or compressed here, and the driver refuses what is too much. */
  readonly limit?: UserDataLimit | undefined
  /** Left free for what comes to it: a deployment's host key and login key take less than 2,048 bytes. 0 unless given. */
  readonly reserveBytes?: number | undefined
}

/**
 * Several parts of user data as one, in their order: `cloudConfig()`, scripts that begin with `#!`, and all else that cloud-init knows. Of
 * several `#cloud-config` parts lists are put together, and where two set the same value the earlier one stands. What does not fit the
 * limit is compressed with gzip where the provider takes that, and is `invalid` where it still does not fit.
 */
export function userData(
  parts: readonly (string | Uint8Array)[],
  options: UserDataOptions = {},
): string | Uint8Array {
  checkNames('userData', options, ['limit', 'reserveBytes'])
  if (!Array.isArray(parts)) throw invalid('The parts of user data must be an array')
  const { limit, reserveBytes = 0 } = options
  const whole = joinUserData(parts)
  if (limit === undefined) return whole
  const { textBytes, binaryBytes } = limit
  const isText = typeof whole === 'string'
  const bytes = Buffer.byteLength(whole)
  if (isText && bytes + reserveBytes <= textBytes) return whole
  if (binaryBytes === undefined)
    throw isText
      ? tooMuch(bytes, textBytes, reserveBytes)
      : invalid('This provider takes user data as text alone, none that is compressed')
  const packed = isText ? compressed(whole) : whole
  if (packed.length + reserveBytes <= binaryBytes) return packed
  throw tooMuch(packed.length, binaryBytes, reserveBytes)
}

function tooMuch(bytes: number, most: number, reserved: number): Error {
  const free = reserved > 0 ? `, ${reserved} of them left free` : ''
  return invalid(
    `The user data has ${bytes} bytes`,
    `at most ${most}${free}; larger files can be fetched by the machine`,
  )
}
