import { checkList, checkNames, checkPlain } from '../check.ts'
import { checkKeys, checkUserData, createNodeNames } from '../check-create-node.ts'
import { checkDriver } from '../check-driver.ts'
import { invalid } from '../errors.ts'
import type { DeployNode } from './deploy-node.ts'
import type { Step } from './step.ts'

const known = [
  ...createNodeNames.filter((name) => name !== 'idempotencyKey'),
  'shell',
  'steps',
  'companions',
  'onFailure',
  'onEvent',
  'journal',
]

/** Checks what only a deployment has, and what it puts its own things to; what else it has of a node, `createNode` checks. */
export function checkDeployment(driver: unknown, options: DeployNode<unknown>): void {
  checkDriver('deployNode', driver, ['createNode', 'getNode', 'destroyNode'])
  checkPlain('deployNode', options)
  const { idempotencyKey, ...given } = options as DeployNode<unknown> & { readonly idempotencyKey?: unknown }
  if (idempotencyKey !== undefined) {
    throw invalid('deployNode takes no idempotencyKey', 'it makes one, as each node has new keys')
  }
  checkNames('deployNode', given, known)
  const { shell, steps, onFailure, onEvent, authorizedKeys, userData } = options
  if (typeof shell?.prepare !== 'function' || typeof shell.connect !== 'function') {
    throw invalid('shell is no way onto a machine', "such as ssh({ user: 'ec2-user' }) of @cloud/ssh")
  }
  checkStepList('steps', steps)
  checkList('companions', options.companions, (where, each) => {
    if (typeof each?.create !== 'function' || typeof each.destroy !== 'function')
      throw invalid(`${where} is no companion`, 'such as newAddress(driver)')
  })
  const { journal } = options
  if (journal !== undefined && typeof journal?.append !== 'function')
    throw invalid('journal is no journal', 'such as fileJournal(path) of @cloud/core/deploy')
  checkKeys(authorizedKeys)
  checkUserData(userData)
  if (onFailure !== undefined && onFailure !== 'keep' && onFailure !== 'destroy') {
    throw invalid(`onFailure is ${JSON.stringify(onFailure)}`, "'keep' or 'destroy'")
  }
  if (onEvent !== undefined && typeof onEvent !== 'function') throw invalid('onEvent must be a function')
}

/** `invalid` unless it is a list of steps. */
export function checkStepList(what: string, steps: readonly Step[]): void {
  checkList(what, steps ?? null, (where, step) => {
    if (typeof step?.run !== 'function' || typeof step.title !== 'string')
      throw invalid(`${where} is no step`, "such as script('uname -a')")
    if (step.resume !== undefined && typeof step.resume !== 'function')
      throw invalid(`${where}.resume must be a function`)
    if (step.check !== undefined && typeof step.check !== 'function')
      throw invalid(`${where}.check must be a function`)
  })
}

/** What the steps need of this computer is looked for before a machine costs money; the first that lacks something is told. */
export async function checkSteps(steps: readonly Step[]): Promise<void> {
  for (const step of steps) await step.check?.()
}
