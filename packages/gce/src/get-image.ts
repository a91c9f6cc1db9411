import type { CallOptions } from '@cloud/core'
import { type GceClient, read } from './client.ts'
import { type ImageName, type ImageWire, imageMethod, imagePath } from './images-wire.ts'

/** An image, or the latest of a family. https://cloud.google.com/compute/docs/reference/rest/v1/images/get */
export function getImageWire(client: GceClient, image: ImageName, call: CallOptions): Promise<ImageWire> {
  const request = { name: imageMethod(image), path: imagePath(image), project: image.project }
  return read(client, request, call)
}
