import { readFile } from 'node:fs/promises'
import type { ErrorCode } from '@cloud/core'
import { CloudError, changed, invalid, isCloudError } from '@cloud/core/driver'
import type { Document, LineCounter } from 'yaml'
import { nodesIn, type Place } from './check-inventory.ts'
import type { StaticNode } from './inventory.ts'

/** The nodes of an inventory file. JSON is YAML too. What is wrong in it is `invalid`, with the line and the column of it. */
export async function readInventory(path: string): Promise<readonly StaticNode[]> {
  const text = await read(path)
  const { LineCounter, parseDocument } = await import('yaml')
  const lines = new LineCounter()
  // Its long messages quote the line.
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, stringKeys: true })
  const [problem] = [...document.errors, ...document.warnings]
  if (problem) throw placed(invalid(problem.message), path, lines.linePos(problem.pos[0]))
  const inventory = plain(document, path)
  try {
    return nodesIn(inventory)
  } catch (error) {
    if (!isCloudError(error)) throw error
    throw placed(error, path, positionOf(document, lines, error.details?.place as Place))
  }
}

async function read(path: string): Promise<string> {
  try {
    const bytes = await readFile(path)
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (cause) {
    const reason: unknown = Reflect.get(Object(cause), 'code')
    const code = codes[String(reason)] ?? 'unavailable'
    throw new CloudError(`The inventory ${path} cannot be read: ${reason}`, {
      ...{ code, cause, details: { path } },
      hint: 'a file of YAML or JSON, in UTF-8; a relative path is one in the working directory',
    })
  }
}

/** Not `not-found`, which would say that a node is gone. */
const codes: Readonly<Record<string, ErrorCode>> = {
  ...{
    ENOENT: 'invalid',
    ENOTDIR: 'invalid',
    EISDIR: 'invalid',
    ERR_ENCODING_INVALID_ENCODED_DATA: 'invalid',
  },
  ...{ EACCES: 'forbidden', EPERM: 'forbidden' },
}

function plain(document: Document, path: string) {
  try {
    return document.toJS()
  } catch (cause) {
    // An alias of nothing, or so many that the file would be much larger than it is.
    throw changed(invalid(`${path}: ${(cause as Error).message}`), { cause, details: { path } })
  }
}

interface Position {
  readonly line: number
  readonly col: number
}

/** Where in the file that is, or the nearest thing around it that is written there. */
function positionOf(document: Document, lines: LineCounter, place: Place): Position {
  const node: unknown = place.length > 0 ? document.getIn(place, true) : document.contents
  const range: unknown = Reflect.get(Object(node), 'range')
  if (Array.isArray(range)) return lines.linePos(range[0])
  return place.length > 0 ? positionOf(document, lines, place.slice(0, -1)) : { line: 1, col: 1 }
}

function placed(error: CloudError, path: string, { line, col: column }: Position): CloudError {
  const message = `${path}:${line}:${column}: ${error.message}`
  return changed(error, { message, details: { ...error.details, path, line, column } })
}
