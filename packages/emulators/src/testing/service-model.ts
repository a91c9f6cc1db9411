import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

export interface Member {
  readonly shape: string
  readonly locationName?: string
}
export interface Shape {
  readonly type: string
  readonly members?: Readonly<Record<string, Member>>
  readonly member?: Member
  readonly enum?: readonly string[]
}
export interface ServiceModel {
  readonly operations: Readonly<Record<string, { readonly output?: { readonly shape: string } }>>
  readonly shapes: Readonly<Record<string, Shape>>
}

const file = fileURLToPath(new URL('../../../../../shared/specs/aws/ec2.service.json', import.meta.url))

/** The vendor's service model, where this machine has it. */
export const serviceModel: ServiceModel | undefined = existsSync(file)
  ? JSON.parse(readFileSync(file, 'utf8'))
  : undefined
