import type { Ec2 } from './action.ts'
import { Refusal } from './refusal.ts'

/** Throws for a name that no image may have, and for one that an image of the account has. */
export function checkImageName(ec2: Ec2, name: string): void {
  if (!/^[A-Za-z0-9()[\] ./\-'@_]{3,128}$/.test(name)) {
    throw new Refusal(
      'InvalidAMIName.Malformed',
      "AMI names must be between 3 and 128 characters long, and may contain letters, numbers, '(', ')', '[', ']', ' ', '.', '/', '-', ''', '@' and '_'",
    )
  }
  const taken = [...ec2.images.values()].find(
    (image) => image.name === name && image.ownerId === ec2.accountId && image.state !== 'deregistered',
  )
  if (taken)
    throw new Refusal('InvalidAMIName.Duplicate', `AMI name ${name} is already in use by AMI ${taken.id}`)
}
