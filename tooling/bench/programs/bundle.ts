/**
 * A program that lists with ours, bundled: `bundle.ts CLOUD all|outside`, with all that it needs or with undici outside. And what undici alone is, the
 * least that a program of ours can be with all it needs.
 */
import { weigh } from './bundled.ts'

const [what = '', how] = process.argv.slice(2)

const programs: Readonly<Record<string, string>> = {
  ec2: `import { ec2Client, nodes } from '@cloud/ec2'
    for await (const { id } of nodes(ec2Client({ region: 'eu-west-1' })).listNodes()) console.log(id)`,
  digitalocean: `import { digitalOceanClient, nodes } from '@cloud/digitalocean'
    for await (const { id } of nodes(digitalOceanClient({ token: 'token' })).listNodes()) console.log(id)`,
  gce: `import { gceClient, nodes } from '@cloud/gce'
    for await (const { id } of nodes(gceClient({ project: 'project' })).listNodes()) console.log(id)`,
  s3: `import { objects, s3Client } from '@cloud/s3'
    for await (const { key } of objects(s3Client({ region: 'eu-west-1' })).listObjects('bucket')) console.log(key)`,
  undici: `import { request } from 'undici'
    const { body } = await request('https://localhost')
    console.log(await body.text())`,
  'undici-pool': `import Pool from 'undici/lib/dispatcher/pool.js'
    const { body } = await new Pool('https://localhost').request({ path: '/', method: 'GET' })
    console.log(await body.text())`,
}

await weigh(programs[what] ?? '', new URL('..', import.meta.url), { outside: how === 'outside' })
