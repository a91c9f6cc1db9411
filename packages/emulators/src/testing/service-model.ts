import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

export interface Member {
  readonly shape: string
  readonly location?: string
  readonly flattened?: boolean
  readonly locationName?: string
}
export interface Shape {
  readonly type: string
  readonly members?: Readonly<Record<string, Member>>
  readonly member?: Member
  readonly flattened?: boolean
  readonly payload?: string
  readonly enum?: readonly string[]
}
export interface ServiceModel {
  readonly operations: Readonly<Record<string, { readonly output?: { readonly shape: string } }>>
  readonly shapes: Readonly<Record<string, Shape>>
}

const read = (name: string): ServiceModel | undefined => {
  const file = fileURLToPath(new URL(`../../../../../shared/specs/aws/${name}.service.json`, import.meta.url))
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined
}

/** The vendor's service model, where this machine has it. */
export const serviceModel: ServiceModel | undefined = read('ec2')

export const elbModel: ServiceModel | undefined = read('elbv2')

export const classicElbModel: ServiceModel | undefined = read('elb')

export const s3Model: ServiceModel | undefined = read('s3')
