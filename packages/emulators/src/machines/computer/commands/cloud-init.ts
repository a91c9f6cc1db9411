import { systemText } from '../accounts.ts'
import { outcomePath } from '../cloud-init/outcome.ts'
import { findNode } from '../tree.ts'
import { failed, type Program, printed } from './program.ts'

interface Outcome {
  readonly v1: {
    readonly 'modules-final': { readonly recoverable_errors: Readonly<Record<string, readonly string[]>> }
  }
}

/** `cloud-init status`: who can ask is logged in, and by then the first boot is over, so that there is nothing to wait for. */
const cloudInit: Program = ({ args, computer }) => {
  const [verb, ...options] = args
  if (verb !== 'status') return failed(`cloud-init: error: argument subcommand: invalid choice: '${verb}'`, 2)
  const told: Outcome | undefined =
    findNode(computer.tree, outcomePath) === undefined
      ? undefined
      : JSON.parse(systemText(computer.tree, outcomePath))
  const errors = told?.v1['modules-final'].recoverable_errors ?? {}
  const degraded = Object.keys(errors).length > 0
  const extended = degraded ? 'degraded done' : 'done'
  const exitCode = degraded ? 2 : 0
  const format = /(?:^| )--format[= ](\w+)/.exec(options.join(' '))?.[1]
  if (format !== 'json')
    return printed(
      `status: done\nextended_status: ${extended}\n`.slice(0, options.includes('--long') ? undefined : 13),
      exitCode,
    )
  const status = { status: 'done', extended_status: extended, errors: [], recoverable_errors: errors }
  return printed(`${JSON.stringify(status, undefined, 1)}\n`, exitCode)
}

export const cloudInitTools: Readonly<Record<string, Program>> = { 'cloud-init': cloudInit }
