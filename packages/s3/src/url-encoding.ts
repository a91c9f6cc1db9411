import { CloudError } from '@cloud/core/driver'

/** Undoes what `encoding-type=url` did to keys, where the answer says that it was done; a space is a plus sign then. */
export function decoder(encodingType: string | undefined): (text: string) => string {
  if (encodingType?.toLowerCase() !== 'url') return (text) => text
  return (text) => {
    try {
      return decodeURIComponent(text.replaceAll('+', ' '))
    } catch (cause) {
      throw new CloudError('The answer has a key that is not encoded as it says', { code: 'protocol', cause })
    }
  }
}
