import type { Ec2 } from './action.ts'
import { Refusal } from './refusal.ts'

interface EncryptionInput {
  readonly Encrypted?: boolean
  readonly KmsKeyId?: string
}

/** The key of a new disk, or undefined for one that is not encrypted. What comes from an encrypted disk is encrypted. */
export function readEncryption(ec2: Ec2, input: EncryptionInput, inherited?: string): string | undefined {
  const encrypted = input.Encrypted ?? inherited !== undefined
  if (input.Encrypted === false && inherited !== undefined) {
    throw new Refusal(
      'InvalidParameterCombination',
      'The parameter Encrypted must not be false: the source is encrypted.',
    )
  }
  if (input.KmsKeyId !== undefined && !encrypted) {
    throw new Refusal(
      'InvalidParameterDependency',
      'The parameter KmsKeyId requires the parameter Encrypted to be set.',
    )
  }
  if (!encrypted) return undefined
  if (input.KmsKeyId !== undefined) return keyArn(ec2, input.KmsKeyId)
  // Keys do not leave their region.
  return inherited?.split(':')[3] === ec2.region ? inherited : keyArn(ec2, defaultKey)
}

/** The key `aws/ebs`, which every account has. */
const defaultKey = 'eb5eb5eb-5eb5-4eb5-8eb5-eb5eb5eb5eb5'

const keyArn = ({ region, accountId }: Ec2, id: string) =>
  id.startsWith('arn:')
    ? id
    : `arn:aws:kms:${region}:${accountId}:${id.startsWith('alias/') ? id : `key/${id}`}`
