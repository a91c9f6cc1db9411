import { invalid } from '@cloud/core/driver'

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateImage.html */
export function checkImageName(name: unknown): string {
  if (typeof name === 'string' && /^[\w()[\] ./'@-]{3,128}$/.test(name)) return name
  throw invalid(
    `The name ${JSON.stringify(name)} is none of an image`,
    "3 to 128 letters, digits, spaces and ()[]./-'@_",
  )
}
