import { invalidValue } from './refusal.ts'

const known = /^(?:\/dev\/)?(?:sd[a-z](?:[1-9]|1[0-5])?|xvd[a-z]{1,2}\d{0,2}|hd[a-z](?:[1-9]|1[0-5])?)$/

/** Throws for a name that no volume can have. https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/device_naming.html */
export function checkDeviceName(device: string): void {
  if (known.test(device)) return
  throw invalidValue(
    `Value (${device}) for parameter device is invalid. ${device} is not a valid EBS device name.`,
  )
}
