import { boolean, list, object, required, text, type XmlShape } from '@cloud/core/driver'

interface TextWire {
  readonly value?: string
}

interface FlagWire {
  readonly value?: boolean
}

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_InstanceAttribute.html, as spelled in its XML: what was asked for. */
export interface AttributeWire {
  readonly instanceType?: TextWire
  readonly userData?: TextWire
  readonly kernel?: TextWire
  readonly ramdisk?: TextWire
  readonly rootDeviceName?: TextWire
  readonly sriovNetSupport?: TextWire
  readonly instanceInitiatedShutdownBehavior?: TextWire
  readonly disableApiTermination?: FlagWire
  readonly disableApiStop?: FlagWire
  readonly sourceDestCheck?: FlagWire
  readonly ebsOptimized?: FlagWire
  readonly enaSupport?: FlagWire
  readonly enclaveOptions?: { readonly enabled?: boolean }
  readonly groupSet: readonly { readonly groupId: string }[]
}

const words: XmlShape<TextWire> = object<TextWire>({ value: text })
const flag: XmlShape<FlagWire> = object<FlagWire>({ value: boolean })

export const attribute: XmlShape<AttributeWire> = object<AttributeWire>({
  instanceType: words,
  userData: words,
  kernel: words,
  ramdisk: words,
  rootDeviceName: words,
  sriovNetSupport: words,
  instanceInitiatedShutdownBehavior: words,
  disableApiTermination: flag,
  disableApiStop: flag,
  sourceDestCheck: flag,
  ebsOptimized: flag,
  enaSupport: flag,
  enclaveOptions: object<{ readonly enabled?: boolean }>({ enabled: boolean }),
  groupSet: list('item', object<{ readonly groupId: string }>({ groupId: required(text) })),
})
