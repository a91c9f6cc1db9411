/**
 * Writes into the README what each kind of load balancer can do: `node --conditions=@cloud/source tooling/check/balancers-table.ts`. With
 * `--check` it writes nothing and exits 1 where the README is not what the drivers do. Each answer is had by asking a driver on its embedded
 * cloud: what it rejects as `invalid` it has not.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type Node, waitForNode } from '@cloud/core'
import { startCloud, virtualClock } from '@cloud/emulators'
import { type Cloud, clouds } from './balancing/clouds.ts'
import { makes, questions, standing } from './balancing/questions.ts'
import { between, markdownTable } from './markdown.ts'

const file = fileURLToPath(new URL('../../README.md', import.meta.url))

/** A column of the table. */
async function answersOf(cloud: Cloud): Promise<readonly string[]> {
  const http = { protocol: 'http', port: 80 } as const
  const web = (await makes(cloud, { listeners: [http] })) ? http : ({ protocol: 'tcp', port: 80 } as const)
  const balancer = await standing(cloud, web)
  const machine = await waitForNode(cloud.compute, await newNode(cloud), 'running')
  const answers = [cloud.title]
  for (const ask of Object.values(questions)) answers.push(await ask({ ...cloud, web, balancer, machine }))
  return answers
}

const newNode = ({ compute, node }: Cloud): Promise<Node> => compute.createNode({ name: 'web-1', ...node })

async function table(): Promise<string> {
  const columns = await Promise.all(
    clouds.map(async (start) => {
      const clock = virtualClock({ auto: true })
      await using local = await startCloud({ clock })
      return await answersOf(await start(local, clock))
    }),
  )
  const rows = ['', ...Object.keys(questions)].map((title, row) => [
    title,
    ...columns.map((column) => column[row] ?? ''),
  ])
  return markdownTable(rows).join('\n')
}

const readme = readFileSync(file, 'utf8')
const written = between(readme, 'load balancers', 'load balancers', await table())
if (written !== readme && !process.argv.includes('--check')) writeFileSync(file, written)
else if (written !== readme) {
  console.error('The README is stale. Run: node --conditions=@cloud/source tooling/check/balancers-table.ts')
  process.exitCode = 1
}
