/** What was given where a PEM file's text is wanted, in words; nothing of the text itself, which may be a key. */
export function describePem(given: unknown): string {
  if (given instanceof Uint8Array) return 'bytes, and not their text'
  if (typeof given !== 'string') return given === null ? 'null' : typeof given
  if (given.trim() === '') return 'empty'
  const [, label] = /-----BEGIN ([A-Z0-9 ]{1,40})-----/.exec(given) ?? []
  if (label === undefined) return looksLikePath(given) ? 'the path of a file, and not its content' : 'no PEM'
  if (!given.includes(`-----END ${label}-----`)) return `cut off: it has no -----END ${label}-----`
  return describeBlock(label, given)
}

function describeBlock(label: string, text: string): string {
  if (label === 'ENCRYPTED PRIVATE KEY' || /^Proc-Type: 4,ENCRYPTED/m.test(text))
    return 'a private key with a pass phrase'
  if (label.endsWith('PRIVATE KEY')) return 'a private key'
  if (label.endsWith('PUBLIC KEY')) return 'a public key'
  if (label.endsWith('CERTIFICATE REQUEST')) return 'a request for a certificate'
  return label === 'CERTIFICATE' ? 'a certificate' : `a block of ${label}`
}

const looksLikePath = (text: string) => /^\S+$/.test(text) && /[/\\]|\.(pem|crt|cer|key)$/i.test(text)
