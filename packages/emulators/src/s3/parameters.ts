import type { OperationName } from './operation-names.ts'
import { enums, parameters } from './operation-table.ts'
import { invalidArgument, Refusal } from './refusal.ts'

/** What goes with every request, whatever the table says of its operation. */
const common =
  /^x-amz-(?:date|content-sha256|security-token|user-agent|decoded-content-length|trailer|sdk-checksum-algorithm|expected-bucket-owner|request-payer|checksum-(?!mode|algorithm|type).*|meta-.*|te|source-expected-bucket-owner)$/

/** Parameters of signatures, and those that begin with `x-`, which are anyone's to use for their logs. */
const passedOver = /^x-/i

const tables = new Map<string, ReadonlyMap<string, string>>()

function tableOf(operation: OperationName): ReadonlyMap<string, string> {
  const known = tables.get(operation)
  if (known) return known
  const entries = (parameters[operation] ?? '').split(' ').map((text): [string, string] => {
    const colon = text.lastIndexOf(':')
    return [text.slice(0, colon), text.slice(colon + 1)]
  })
  const table = new Map(entries)
  tables.set(operation, table)
  return table
}

/**
 * Throws for a query parameter or an `x-amz-` header that the operation does not have, and for one of the wrong type. The real one passes
 * over most of what it does not know, and with it a misspelled condition.
 */
export function checkParameters(
  operation: OperationName,
  query: ReadonlyMap<string, string>,
  headers: Readonly<Record<string, string>>,
  routed: readonly string[],
): void {
  const table = tableOf(operation)
  for (const [name, value] of query) {
    if (passedOver.test(name) || routed.includes(name)) continue
    const type = table.get(`?${name}`)
    if (type === undefined) throw unknown(operation, name, value)
    checkValue(name, type, value)
  }
  for (const [name, value] of Object.entries(headers)) {
    const type = table.get(name)
    if (type !== undefined) checkValue(name, type, value)
    else if (name.startsWith('x-amz-') && !common.test(name)) throw unknown(operation, name, value)
  }
}

const unknown = (operation: string, name: string, value: string) =>
  invalidArgument(`${operation} does not take ${name}`, name, value)

function checkValue(name: string, type: string, value: string): void {
  if (type.startsWith('#')) checkWord(name, type.slice(1), value)
  const isNumber = /^-?\d{1,15}$/.test(value)
  if (type === 'long' && !isNumber) throw invalidArgument(`${name} must be a number`, name, value)
  if (type === 'integer' && !(isNumber && Math.abs(Number(value)) < 2 ** 31))
    throw invalidArgument(`Provided ${name} not an integer or within integer range`, name, value)
  if (type === 'boolean' && !/^(?:true|false)$/i.test(value))
    throw invalidArgument(`${name} must be true or false`, name, value)
}

/** Those enumerations whose refusal has a code of its own. */
const refusals: Readonly<Record<string, Refusal>> = {
  StorageClass: new Refusal('InvalidStorageClass', 'The storage class you specified is not valid'),
  ServerSideEncryption: new Refusal(
    'InvalidEncryptionAlgorithmError',
    'The encryption request you specified is not valid. The valid value is AES256.',
  ),
  ChecksumAlgorithm: new Refusal(
    'InvalidRequest',
    'Checksum algorithm provided is unsupported. Please try again with any of the valid types: [CRC32, CRC32C, CRC64NVME, SHA1, SHA256]',
  ),
}

function checkWord(name: string, enumeration: string, value: string): void {
  const words = (enums[enumeration] ?? '').split(' ')
  const given = enumeration === 'ObjectAttributes' ? value.split(',').map((each) => each.trim()) : [value]
  const isKnown = (word: string) =>
    words.includes(enumeration === 'ChecksumAlgorithm' ? word.toUpperCase() : word)
  if (given.every(isKnown)) return
  throw refusals[enumeration] ?? invalidArgument(`${name} must be one of ${words.join(', ')}`, name, value)
}
