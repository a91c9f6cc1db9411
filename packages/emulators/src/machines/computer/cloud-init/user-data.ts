import { gunzipSync } from 'node:zlib'

/** One document of user data, by what cloud-init does with it. */
export interface UserDataPart {
  readonly kind: 'config' | 'script' | 'boothook' | 'unknown'
  readonly text: string
  /** How a cloud-config is put onto those before it, when the part says so. */
  readonly merge?: string | undefined
}

/** What user data may grow to when it is unpacked: a small gzip file can claim to be anything. */
const maxUnpacked = 8 * 1024 * 1024

/** Takes user data apart: gzip, MIME multi-part in several levels, base64 and quoted-printable. Throws on broken gzip. */
export function readUserData(data: Uint8Array): UserDataPart[] {
  const text = Buffer.from(unpack(data)).toString('utf8')
  return /^(?:mime-version|content-type|from |to:|subject:|received:)/i.test(text)
    ? readEntity(text)
    : [sniff(text)]
}

function unpack(data: Uint8Array): Uint8Array {
  return data[0] === 0x1f && data[1] === 0x8b ? gunzipSync(data, { maxOutputLength: maxUnpacked }) : data
}

function sniff(text: string, merge?: string): UserDataPart {
  if (text.startsWith('#cloud-config')) return { kind: 'config', text, merge }
  if (text.startsWith('#!')) return { kind: 'script', text }
  if (text.startsWith('#cloud-boothook')) return { kind: 'boothook', text }
  return { kind: 'unknown', text }
}

interface Entity {
  readonly headers: ReadonlyMap<string, string>
  readonly body: string
}

function splitEntity(text: string): Entity {
  const end = /\r?\n\r?\n/.exec(text)
  const head = end === null ? text : text.slice(0, end.index)
  const unfolded = head.replace(/\r?\n[ \t]+/g, ' ')
  const headers = new Map<string, string>()
  for (const line of unfolded.split(/\r?\n/)) {
    const colon = line.indexOf(':')
    if (colon > 0) headers.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim())
  }
  return { headers, body: end === null ? '' : text.slice(end.index + end[0].length) }
}

function readEntity(text: string): UserDataPart[] {
  const { headers, body } = splitEntity(text)
  const type = headers.get('content-type') ?? 'text/plain'
  const boundary = /boundary="?([^";]+)"?/i.exec(type)?.[1]
  if (/^multipart\//i.test(type) && boundary !== undefined) {
    const marker = `--${boundary}`
    const pieces = `\n${body.replaceAll('\r\n', '\n')}`.split(`\n${marker}`).slice(1)
    return pieces
      .filter((piece) => !piece.startsWith('--'))
      .flatMap((piece) => readEntity(piece.replace(/^[ \t]*\n/, '')))
  }
  const content = decode(body, headers.get('content-transfer-encoding') ?? '7bit')
  const merge = headers.get('merge-type') ?? headers.get('x-merge-type')
  if (/^text\/cloud-config\b/i.test(type)) return [{ kind: 'config', text: content, merge }]
  if (/^text\/x-shellscript\b/i.test(type)) return [{ kind: 'script', text: content }]
  if (/^text\/cloud-boothook\b/i.test(type)) return [{ kind: 'boothook', text: content }]
  return [sniff(content, merge)]
}

function decode(body: string, encoding: string): string {
  if (/^base64$/i.test(encoding)) return Buffer.from(unpack(Buffer.from(body, 'base64'))).toString('utf8')
  if (/^quoted-printable$/i.test(encoding)) {
    const joined = body.replace(/=\r?\n/g, '')
    const bytes = joined.replace(/=([0-9A-F]{2})/gi, (_all, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    )
    return Buffer.from(bytes, 'latin1').toString('utf8')
  }
  return body
}
