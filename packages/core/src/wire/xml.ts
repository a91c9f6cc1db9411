import { utf8Text } from './utf8.ts'
import { broken } from './xml-characters.ts'
import { closeDocument, isNamed, openDocument, tagName } from './xml-scan.ts'
import { readElement, type XmlShape } from './xml-shapes.ts'

export { object, type XmlMembers } from './xml-object.ts'
export {
  boolean,
  flat,
  list,
  number,
  required,
  text,
  type XmlFlat,
  type XmlPresent,
  type XmlShape,
} from './xml-shapes.ts'

export interface XmlLimits {
  /** How deep elements may be nested; 64. */
  readonly depth?: number | undefined
}

/**
 * Reads a document into a shape in one pass, in time linear in its length. Stricter than most readers: markup that is
 * not well-formed, any DOCTYPE, unknown references, invalid UTF-8 and another root than `root` (or one of them) throw `protocol`,
 * and the message names the place and never the content. Attributes and namespaces are checked for form and otherwise ignored, and so
 * may come twice: an element is known by its local name, of ASCII as all providers' are.
 */
export function readXml<T>(
  body: Uint8Array | string,
  root: string | readonly string[],
  shape: XmlShape<T>,
  limits: XmlLimits = {},
): T {
  const scan = openDocument(utf8Text(body), limits.depth ?? 64)
  const roots = typeof root === 'string' ? [root] : root
  if (!roots.some((name) => isNamed(scan, name))) {
    const wanted = roots.map((name) => `<${name}>`).join(' or ')
    throw broken(`the root is <${tagName(scan)}> and not ${wanted}`, scan.start)
  }
  const value = readElement(scan, shape)
  closeDocument(scan)
  return value
}
