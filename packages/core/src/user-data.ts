import { nodeCrypto, nodeZlib } from './builtins.ts'
import { invalid } from './errors.ts'
import { utf8Text } from './wire/utf8.ts'

// https://cloudinit.readthedocs.io/en/latest/explanation/format.html

/** How cloud-init tells what kind of text a part is: by its beginning, the longer first. Left out, the type is the rest of the beginning. */
const kinds: readonly (readonly [begins: string, type?: string])[] = [
  ['#cloud-config-archive'],
  ['#cloud-config-jsonp'],
  ['#cloud-config'],
  ['#cloud-boothook'],
  ['#include-once', 'x-include-once-url'],
  ['#include', 'x-include-url'],
  ['#part-handler'],
  ['## template: jinja', 'jinja2'],
  ['#!', 'x-shellscript'],
]

/**
 * Without it a later `#cloud-config` replaces the lists of an earlier one, and with them the caller's users and commands. A
 * `merge_how` in the part itself still wins. https://cloudinit.readthedocs.io/en/latest/reference/merging.html
 */
const mergeType = 'list(append)+dict(no_replace,recurse_list)+str()'
const merging = /^(cloud-config|jinja2)$/
const inflatedLimit = 4 * 1024 * 1024

/**
 * Puts several user data parts of cloud-init into one, as MIME multi-part, in their order: scripts run in it; of
 * `#cloud-config` parts lists are appended, and where two set the same scalar the earlier one stands. A part may itself be
 * MIME, or compressed with gzip; when one is, so is the result. One part comes back as it is, none gives `''`. The same parts
 * give the same bytes, so that a repeated request is the same request. A part that cloud-init would not know is `invalid`.
 * Sizes are not checked: clouds differ.
 */
export function joinUserData(parts: readonly (string | Uint8Array)[]): string | Uint8Array {
  const given = parts.filter((part) => part.length > 0)
  const [first, ...others] = given
  if (first === undefined) return ''
  if (others.length === 0) return first
  const texts = given.map((part, index) => textOf(part, index + 1))
  const boundary = `part-${nodeCrypto().hash('sha256', JSON.stringify(texts)).slice(0, 32)}`
  const entities = texts.map((text, index) => entityOf(text, index + 1))
  const head = `Content-Type: multipart/mixed; boundary="${boundary}"\nMIME-Version: 1.0\n`
  const joined = `${head}\n${entities.map((entity) => `--${boundary}\n${entity}\n`).join('')}--${boundary}--\n`
  return given.some(isGzip) ? compressed(joined) : joined
}

function isGzip(part: string | Uint8Array): part is Uint8Array {
  return typeof part !== 'string' && part[0] === 0x1f && part[1] === 0x8b
}

function textOf(part: string | Uint8Array, position: number): string {
  let bytes = part
  if (isGzip(part)) {
    try {
      bytes = nodeZlib().gunzipSync(part, { maxOutputLength: inflatedLimit })
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause)
      const right = `at most ${inflatedLimit} bytes uncompressed`
      throw invalid(`user data part ${position} is not whole gzip`, right, { reason })
    }
  }
  try {
    // A script's '#!' counts only as its very first bytes, and template literals like to begin with a line end.
    return utf8Text(bytes).trimStart()
  } catch {
    throw invalid(`user data part ${position} is not UTF-8`, 'text, or text in gzip')
  }
}

/** Deterministic: the system that gzip notes in its header is set to "unknown". */
export function compressed(text: string): Uint8Array {
  const bytes = nodeZlib().gzipSync(text, { level: 9 })
  bytes[9] = 255
  return new Uint8Array(bytes)
}

function entityOf(text: string, position: number): string {
  // A MIME entity already, to which its version means nothing within another.
  if (/^(?:content-type|mime-version):/i.test(text)) return text
  const lower = text.slice(0, 64).toLowerCase()
  const kind = kinds.find(([begins]) => lower.startsWith(begins))
  if (kind === undefined) {
    const known = kinds.map(([begins]) => begins).join(' ')
    throw invalid(`user data part ${position} is nothing that cloud-init knows`, `one of ${known}`)
  }
  const [begins, type = begins.slice(1)] = kind
  // Of a part with other bytes than ASCII cloud-init decodes only base64 rightly.
  const ascii = /^[\t\n\x20-\x7e]*$/.test(text)
  const headers = [
    `Content-Type: text/${type}; charset="utf-8"`,
    'MIME-Version: 1.0',
    `Content-Transfer-Encoding: ${ascii ? '7bit' : 'base64'}`,
    ...(merging.test(type) ? [`Merge-Type: ${mergeType}`] : []),
  ]
  const content = ascii
    ? text
    : Buffer.from(text)
        .toString('base64')
        .replace(/.{76}(?=.)/g, '$&\n')
  return `${headers.join('\n')}\n\n${content}`
}
