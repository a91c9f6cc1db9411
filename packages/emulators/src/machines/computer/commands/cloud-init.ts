import { systemText } from '../accounts.ts'
import { outcomePath } from '../cloud-init/outcome.ts'
import { findNode } from '../tree.ts'
import { failed, type Program, printed } from './program.ts'

interface Stage {
  readonly errors: readonly string[]
  readonly recoverable_errors: Readonly<Record<string, readonly string[]>>
}

const nothing: Stage = { errors: [], recoverable_errors: {} }

/** `cloud-init status`: who can ask is logged in, and by then the first boot is over, so that there is nothing to wait for. */
const cloudInit: Program = ({ args, computer }) => {
  const [verb, ...options] = args
  if (verb === '--version' || verb === '-v') return printed('/usr/bin/cloud-init 24.4\n')
  if (verb === 'query' && options[0] === 'instance_id') return printed(`${computer.instanceId}\n`)
  if (verb !== 'status')
    return failed(`cloud-init: error: argument subcommand: invalid choice: '${verb ?? ''}'`, 2)
  const stage: Stage =
    findNode(computer.tree, outcomePath) === undefined
      ? nothing
      : JSON.parse(systemText(computer.tree, outcomePath)).v1['modules-final']
  const [status, extended, exitCode] = statusOf(stage)
  const words = options.join(' ')
  if (/--format[= ]json/.test(words)) {
    const { errors, recoverable_errors } = stage
    const told = { status, extended_status: extended, errors, recoverable_errors }
    return printed(`${JSON.stringify(told, undefined, 1)}\n`, exitCode)
  }
  const long = /(?:^| )(?:--long|-l)\b/.test(words) ? `extended_status: ${extended}\n` : ''
  return printed(`status: ${status}\n${long}`, exitCode)
}

/** Its words, and the exit code that it has had for each since 23.4. */
function statusOf({ errors, recoverable_errors }: Stage): readonly [string, string, number] {
  if (errors.length > 0) return ['error', 'error - done', 1]
  if (Object.keys(recoverable_errors).length > 0) return ['done', 'degraded done', 2]
  return ['done', 'done', 0]
}

export const cloudInitTools: Readonly<Record<string, Program>> = { 'cloud-init': cloudInit }
