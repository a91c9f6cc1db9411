import { nodeCrypto } from '@cloud/core/driver'
import { type XmlElement, xmlText } from './xml-text.ts'

/** A document as the body of a request, with the MD5 that S3 wants of those which change how a bucket or an object is kept. */
export function xmlBody(
  root: string,
  content: readonly XmlElement[],
): { readonly headers: Readonly<Record<string, string>>; readonly body: string } {
  const body = xmlText(root, content)
  const md5 = nodeCrypto().createHash('md5').update(body).digest('base64')
  return { headers: { 'content-type': 'application/xml', 'content-md5': md5 }, body }
}
