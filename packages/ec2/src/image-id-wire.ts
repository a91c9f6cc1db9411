import { object, required, text, type XmlShape } from '@cloud/core/driver'

/** What EC2 tells of an image that it makes. */
export interface ImageIdWire {
  readonly imageId: string
}

export const imageId: XmlShape<ImageIdWire> = object<ImageIdWire>({ imageId: required(text) })
