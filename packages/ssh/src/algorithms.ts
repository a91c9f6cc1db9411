import type { Algorithms, ServerHostKeyAlgorithm } from 'ssh2'

/**
 * What is offered, best first. No SHA-1, no CBC, no compression. chacha20-poly1305 and the encrypt-then-MAC modes are left out, so
 * that a prefix of the session cannot be cut (CVE-2023-48795) also where a server lacks strict key exchange; with GCM and CTR
 * nothing is lost, as every OpenSSH since 6.2 has GCM.
 */
const common: Algorithms = {
  kex: [
    'curve25519-sha256',
    'curve25519-sha256@libssh.org',
    'ecdh-sha2-nistp256',
    'ecdh-sha2-nistp384',
    'ecdh-sha2-nistp521',
    'diffie-hellman-group-exchange-sha256',
    'diffie-hellman-group16-sha512',
    'diffie-hellman-group18-sha512',
    'diffie-hellman-group14-sha256',
  ],
  cipher: ['aes128-gcm@openssh.com', 'aes256-gcm@openssh.com', 'aes128-ctr', 'aes192-ctr', 'aes256-ctr'],
  hmac: ['hmac-sha2-256', 'hmac-sha2-512'],
  compress: ['none'],
}

/** How each type of host key may sign; an RSA key only with SHA-2. */
const signatures: Readonly<Record<string, readonly ServerHostKeyAlgorithm[]>> = {
  'ssh-ed25519': ['ssh-ed25519'],
  'ecdsa-sha2-nistp256': ['ecdsa-sha2-nistp256'],
  'ecdsa-sha2-nistp384': ['ecdsa-sha2-nistp384'],
  'ecdsa-sha2-nistp521': ['ecdsa-sha2-nistp521'],
  'ssh-rsa': ['rsa-sha2-512', 'rsa-sha2-256'],
}

/**
 * A machine has several host keys and shows the one of the first type asked for. So the types that are known of it come first;
 * the others stay in the list, for a mismatch to be told by its fingerprint.
 */
export function algorithms(knownTypes: readonly string[]): Algorithms {
  const types = new Set([...knownTypes, ...Object.keys(signatures)])
  return { ...common, serverHostKey: [...types].flatMap((type) => signatures[type] ?? []) }
}
