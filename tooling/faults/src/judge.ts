import { isCloudError } from '@cloud/core'
import type { Expected } from './expected.ts'
import type { Observed } from './observe.ts'
import type { MatrixOperation } from './operation.ts'

type Op = Pick<MatrixOperation<never>, 'effect' | 'partly' | 'repeat'>

/** What is wrong with what came of a call, each in a sentence; empty where nothing is. */
export function judge(
  operation: Op,
  expected: Expected,
  observed: Observed,
  timeoutMs: number,
): readonly string[] {
  return [
    ...endProblems(expected, observed),
    ...effectProblems(operation, expected, observed),
    ...requestProblems(expected, observed),
    ...timeProblems(expected, observed, timeoutMs),
  ]
}

function endProblems({ code, outcome }: Expected, { error }: Observed): string[] {
  const wanted = code === undefined ? 'resolves' : `rejects with ${code}${outcome ? `, ${outcome}` : ''}`
  if (error === undefined) return code === undefined ? [] : [`It resolves; expected: ${wanted}`]
  if (!isCloudError(error)) return [`It rejects with what is no CloudError: ${String(error)}`]
  const told = error.code === code && error.outcome === outcome
  return told
    ? []
    : [`It rejects with ${error.code}, ${error.outcome}; expected: ${wanted} (${error.message})`]
}

/** One effect changes exactly what the operation says; no effect, nothing at all. */
function effectProblems(
  { effect, partly = effect, repeat }: Op,
  { code, effects }: Expected,
  { changes, obeyed }: Observed,
): string[] {
  const whole = code === undefined ? effect : partly
  const wanted = effects === 1 ? (whole ?? []) : []
  const same = changes.length === wanted.length && changes.every((line, index) => line === wanted[index])
  const problems = same ? [] : [`What exists differs by [${changes}]; expected: [${wanted}]`]
  if (repeat === 'read' || effect !== undefined) return problems
  // What leaves no trace is counted where it was obeyed; to obey twice what changes nothing more is one effect.
  const times = repeat === 'idempotent' ? Math.min(obeyed, 1) : obeyed
  if (times !== effects) problems.push(`It took effect ${obeyed} times; expected: ${effects}`)
  return problems
}

function requestProblems({ sent, busy }: Expected, { attempts, turnedAway, untold }: Observed): string[] {
  const times = attempts.length - (busy ? turnedAway : 0)
  const problems = times === sent ? [] : [`It was sent ${times} times; expected: ${sent}`]
  if (untold !== 0) problems.push(`${untold} requests went out that the trace does not tell`)
  return problems
}

function timeProblems(
  { pausesMs }: Expected,
  { attempts, durationMs }: Observed,
  timeoutMs: number,
): string[] {
  const early = pausesMs.flatMap((asked, index) => {
    const [last, next] = [attempts[index], attempts[index + 1]]
    if (last === undefined || next === undefined) return []
    const waited = next.startedAt - last.endedAt
    return waited < asked ? [`It was sent again after ${waited} ms; it was asked to wait ${asked} ms`] : []
  })
  const late = durationMs > timeoutMs ? [`It took ${durationMs} ms; it had ${timeoutMs} ms`] : []
  return [...early, ...late]
}
