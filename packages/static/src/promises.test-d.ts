import { type Compute, type DeployNode, deployNode, type HostKeys } from '@cloud/core'
import { compute, type StaticNode } from './index.ts'

const machines = compute({ inventory: { nodes: [] } })

// A program for whatever lists nodes takes it.
export const listed: Pick<Compute, 'listNodes' | 'getNode'> & HostKeys = machines
export const node: Promise<StaticNode> = machines.getNode('web-1')

// @ts-expect-error nothing is created here
export const created: Compute['createNode'] = machines.createNode

export function deploy(options: DeployNode): void {
  // @ts-expect-error so that nothing can be deployed on a new machine
  void deployNode(machines, options)
}
