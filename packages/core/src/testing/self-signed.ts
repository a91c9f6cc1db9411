import { execFileSync } from 'node:child_process'

/** A key and a certificate that nobody vouches for; undefined where openssl is not installed. */
export const selfSigned: { readonly key: string; readonly cert: string } | undefined = (() => {
  const subject = ['-subj', '/CN=localhost', '-days', '1']
  const make = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']
  try {
    const pem = execFileSync('openssl', [...make, ...subject, '-keyout', '-', '-out', '-'], { stdio: 'pipe' })
    const [key, cert] = ['PRIVATE KEY', 'CERTIFICATE'].map(
      (kind) => new RegExp(`-----BEGIN ${kind}-----[^]*-----END ${kind}-----`).exec(pem.toString())?.[0],
    )
    return key && cert ? { key, cert } : undefined
  } catch {
    return undefined
  }
})()
