// Runs programs one after the other in this process, which loads the packages once, and tells as JSON what each printed. A program is a
// module whose evaluation is its run. Usage: node --conditions=@cloud/source run-snippets.ts FILE ...
import { pathToFileURL } from 'node:url'
import { format } from 'node:util'

const log = console.log
const printed: string[] = []
for (const file of process.argv.slice(2)) {
  const lines: string[] = []
  console.log = (...values: unknown[]) => lines.push(format(...values))
  await import(pathToFileURL(file).href)
  printed.push(lines.join('\n'))
}
log(JSON.stringify(printed))
