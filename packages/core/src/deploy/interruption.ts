/** Ends what it was given to; `end` lets the signals of the process have their usual effect again. */
export interface Interruption extends Disposable {
  readonly signal: AbortSignal
  readonly end: () => void
}

/**
 * Aborts at the first of these signals of the process, so that a deployment does what its `onFailure` says before the program ends. From the
 * second on they have their usual effect. What the program does after the deployment rejected, such as ending, is its own matter.
 *
 * ```ts
 * using interrupted = interruption()
 * await deployNode(cloud, { ...options, onFailure: 'destroy' }, interrupted)
 * ```
 */
export function interruption(signals: readonly NodeJS.Signals[] = ['SIGINT', 'SIGTERM']): Interruption {
  const controller = new AbortController()
  const end = () => {
    for (const name of signals) process.off(name, abort)
  }
  const abort = (name: NodeJS.Signals) => {
    end()
    controller.abort(new Error(`The process was told to end: ${name}`))
  }
  for (const name of signals) process.on(name, abort)
  return { signal: controller.signal, end, [Symbol.dispose]: end }
}
