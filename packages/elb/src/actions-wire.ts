import { boolean, list, number, object, required, text, type XmlShape } from '@cloud/core/driver'

// Types and no interfaces, so that they count as parameters of a request, too.

export type WeightedGroupWire = { readonly TargetGroupArn: string; readonly Weight?: number }

export type ForwardWire = {
  readonly TargetGroups: readonly WeightedGroupWire[]
  readonly TargetGroupStickinessConfig?: {
    readonly Enabled?: boolean
    readonly DurationSeconds?: number
  }
}

export type RedirectWire = {
  readonly Protocol?: string
  readonly Port?: string
  readonly Host?: string
  readonly Path?: string
  readonly Query?: string
  readonly StatusCode: string
}

export type FixedResponseWire = {
  readonly StatusCode: string
  readonly ContentType?: string
  readonly MessageBody?: string
}

/**
 * What becomes of a request: `forward`, `redirect`, `fixed-response`; those that authenticate are told by their type alone.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_Action.html
 */
export type ActionWire = {
  readonly Type: string
  readonly Order?: number
  readonly TargetGroupArn?: string
  readonly ForwardConfig?: ForwardWire
  readonly RedirectConfig?: RedirectWire
  readonly FixedResponseConfig?: FixedResponseWire
}

const forward = object<ForwardWire>({
  TargetGroups: list('member', object<WeightedGroupWire>({ TargetGroupArn: required(text), Weight: number })),
  TargetGroupStickinessConfig: object<NonNullable<ForwardWire['TargetGroupStickinessConfig']>>({
    Enabled: boolean,
    DurationSeconds: number,
  }),
})

export const actionShape: XmlShape<ActionWire> = object<ActionWire>({
  Type: required(text),
  Order: number,
  TargetGroupArn: text,
  ForwardConfig: forward,
  RedirectConfig: object<RedirectWire>({
    Protocol: text,
    Port: text,
    Host: text,
    Path: text,
    Query: text,
    StatusCode: required(text),
  }),
  FixedResponseConfig: object<FixedResponseWire>({
    StatusCode: required(text),
    ContentType: text,
    MessageBody: text,
  }),
})

/** The target groups that actions forward to. */
export function groupsOfActions(actions: readonly ActionWire[]): readonly string[] {
  const arns = actions.flatMap(({ TargetGroupArn, ForwardConfig }) => [
    ...(TargetGroupArn ? [TargetGroupArn] : []),
    ...(ForwardConfig?.TargetGroups ?? []).map((group) => group.TargetGroupArn),
  ])
  return [...new Set(arns)]
}
