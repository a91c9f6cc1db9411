import type { Architecture, Image, ImageState } from '@cloud/core'
import { timeOf } from './time.ts'

/** https://cloudstack.apache.org/api/apidocs-4.20/apis/listTemplates.html */
export interface TemplateWire {
  readonly id: string
  readonly name: string
  readonly displaytext?: string
  readonly account?: string
  readonly arch?: string
  readonly created?: string
  /** Bytes. */
  readonly size?: number
  readonly isready?: boolean
  readonly status?: string
  readonly ispublic?: boolean
  readonly isfeatured?: boolean
  readonly isextractable?: boolean
  readonly passwordenabled?: boolean
  readonly sshkeyenabled?: boolean
  readonly hypervisor?: string
  readonly format?: string
  readonly ostypeid?: string
  readonly ostypename?: string
  readonly templatetype?: string
  readonly crossZones?: boolean
  readonly zoneid?: string
  readonly zonename?: string
  readonly tags?: readonly { readonly key: string; readonly value: string }[]
}

/** What is under `native` of an image. */
export interface CloudStackImageNative extends TemplateWire {
  /** The job that the driver waited for: of `createImage` alone. */
  readonly operation?: string
}

/** An image of this driver: a template. */
export type CloudStackImage = Image<CloudStackImageNative>

const architectures: Readonly<Record<string, Architecture>> = {
  x86_64: 'x86_64',
  amd64: 'x86_64',
  aarch64: 'arm64',
  arm64: 'arm64',
}

export function toImage(wire: TemplateWire, operation?: string): CloudStackImage {
  const { size = 0, arch, created } = wire
  return {
    kind: 'image',
    id: wire.id,
    name: wire.name,
    state: stateOf(wire),
    ...(size > 0 && { sizeGiB: Math.ceil(size / 1024 ** 3) }),
    ...(arch && { architecture: architectures[arch.toLowerCase()] ?? 'other' }),
    ...(created && { createdAt: timeOf(created) }),
    native: operation === undefined ? wire : { ...wire, operation },
  }
}

/** The status is a text for people, of which a failure is worth telling from one that is on its way. */
export function stateOf({ isready, status = '' }: Pick<TemplateWire, 'isready' | 'status'>): ImageState {
  if (isready) return 'available'
  if (/error|fail|abandon/i.test(status)) return 'error'
  return isready === undefined ? 'unknown' : 'pending'
}
