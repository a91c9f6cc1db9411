import { Refusal } from '../ec2/refusal.ts'
import type { Elb } from './action.ts'

/** Throws for a certificate that does not exist: of ACM in the balancer's region, or of IAM. */
export function checkCertificate({ ec2: { region, accountId }, certificates }: Elb, arn: string): void {
  const own = new RegExp(
    `^arn:aws:(?:acm:${region}:${accountId}:certificate/[0-9a-f-]{36}|iam::${accountId}:server-certificate/[\\w+=,.@/-]+)$`,
  )
  if (certificates ? certificates.has(arn) : own.test(arn)) return
  throw new Refusal('CertificateNotFound', `Certificate '${arn}' not found`)
}
