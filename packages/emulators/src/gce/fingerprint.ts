import type { Gce } from './cloud.ts'

export const newFingerprint = ({ centre }: Pick<Gce, 'centre'>): string =>
  Buffer.from(centre.random.hex(16), 'hex').toString('base64')
