import { boolean, number, object, required, text, type XmlShape } from '@cloud/core/driver'
import { type Description, described } from './description.ts'

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_VolumeModification.html, as spelled in its XML. */
export interface ModificationWire {
  readonly volumeId: string
  /** `modifying optimizing completed failed`: from `optimizing` on the volume has what was asked for. */
  readonly modificationState: string
  readonly statusMessage?: string
  readonly progress?: number
  readonly startTime?: string
  readonly endTime?: string
  readonly originalSize?: number
  readonly targetSize?: number
  readonly originalVolumeType?: string
  readonly targetVolumeType?: string
  readonly originalIops?: number
  readonly targetIops?: number
  readonly originalThroughput?: number
  readonly targetThroughput?: number
  readonly originalMultiAttachEnabled?: boolean
  readonly targetMultiAttachEnabled?: boolean
}

export const modification: XmlShape<ModificationWire> = object<ModificationWire>({
  volumeId: required(text),
  modificationState: required(text),
  statusMessage: text,
  progress: number,
  startTime: text,
  endTime: text,
  originalSize: number,
  targetSize: number,
  originalVolumeType: text,
  targetVolumeType: text,
  originalIops: number,
  targetIops: number,
  originalThroughput: number,
  targetThroughput: number,
  originalMultiAttachEnabled: boolean,
  targetMultiAttachEnabled: boolean,
})

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeVolumesModifications.html */
export const modificationDescription: Description<ModificationWire, ModificationWire> = {
  noun: 'change of the volume',
  action: 'DescribeVolumesModifications',
  ids: 'VolumeId',
  pageSize: 500,
  answer: described('volumeModificationSet', modification),
  map: (wire) => wire,
}
