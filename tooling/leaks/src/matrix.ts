import { type CanaryName, canaryNames } from './canaries.ts'
import { printers } from './printers.ts'
import { recorders } from './world.ts'

/** A secret that was found where it has no business. */
export interface Hit {
  readonly sink: string
  readonly canary: CanaryName
  /** More precisely: the thing that was printed, the file. */
  readonly where: string
}

/** What is looked at from outside of the process. */
export const outerSinks = [
  'NODE_DEBUG',
  'CLOUD_DEBUG',
  'uncaught error',
  'standard output',
  'process.report',
  'ps',
  'local files',
] as const
export type OuterSink = (typeof outerSinks)[number]

export const sinks: readonly string[] = [...Object.keys(printers), ...recorders, ...outerSinks]

/** A line for each sink, a column for each secret: a dot where it was not found. */
export function table(hits: readonly Hit[]): string {
  const width = Math.max(...sinks.map((sink) => sink.length))
  const legend = canaryNames.map((name, index) => `${letter(index)} ${name}`).join('  ')
  const lines = sinks.map((sink) => {
    const cells = canaryNames.map((name) => (isHit(hits, sink, name) ? 'X' : '.'))
    return `${sink.padEnd(width)}  ${cells.join(' ')}`
  })
  const head = `${''.padEnd(width)}  ${canaryNames.map((_, index) => letter(index)).join(' ')}`
  const cells = sinks.length * canaryNames.length
  const count = sinks.flatMap((sink) => canaryNames.filter((name) => isHit(hits, sink, name))).length
  return [legend, '', head, ...lines, '', `${cells} cells, ${count} hits`, ''].join('\n')
}

const letter = (index: number): string => String.fromCharCode(97 + index)

export const isHit = (hits: readonly Hit[], sink: string, name: CanaryName): boolean =>
  hits.some((hit) => hit.sink === sink && hit.canary === name)
