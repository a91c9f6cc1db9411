import { styleText } from 'node:util'
import type { DeployEvent } from '@cloud/core'

export function heading(text: string): void {
  console.log(`\n${styleText('bold', text)}`)
}

export function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): void {
  const widths = head.map((title, column) =>
    Math.max(...[title, ...rows.map((row) => row[column])].map((cell) => String(cell).length)),
  )
  const line = (row: readonly (string | number)[]) =>
    row
      .map((cell, column) => String(cell).padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd()
  console.log(styleText('dim', line(head)))
  for (const row of rows) console.log(line(row))
}

/** One line for each thing that happens in a deployment, with its time; what the commands print is indented below. */
export function phase({ phase, status, atMs, title, nodeId, output }: DeployEvent): void {
  if (output) {
    console.log(output.text.trimEnd().replace(/^/gm, '         | '))
    return
  }
  const what = [phase, title && `"${title}"`, status === 'started' ? '...' : status, nodeId && `(${nodeId})`]
  console.log(`${(atMs / 1000).toFixed(2).padStart(7)}s ${what.filter(Boolean).join(' ')}`)
}
