/**
 * A program that lists with ours, bundled: `bundle.ts CLOUD all|outside`, with all that it needs or with undici outside. And what undici alone is, the
 * least that a program of ours can be with all it needs.
 */
import { weigh } from './bundled.ts'

const [what = '', how] = process.argv.slice(2)

const programs: Readonly<Record<string, string>> = {
  ec2: `import { ec2Client, listNodes } from '@cloud/ec2'
    for await (const { id } of listNodes(ec2Client({ region: 'eu-west-1' }))) console.log(id)`,
  digitalocean: `import { digitalOceanClient, listNodes } from '@cloud/digitalocean'
    for await (const { id } of listNodes(digitalOceanClient({ token: 'token' }))) console.log(id)`,
  gce: `import { gceClient, listNodes } from '@cloud/gce'
    for await (const { id } of listNodes(gceClient({ project: 'project' }))) console.log(id)`,
  s3: `import { listObjects, s3Client } from '@cloud/s3'
    for await (const { key } of listObjects(s3Client({ region: 'eu-west-1' }), 'bucket')) console.log(key)`,
  undici: `import { request } from 'undici'
    const { body } = await request('https://localhost')
    console.log(await body.text())`,
  'undici-pool': `import Pool from 'undici/lib/dispatcher/pool.js'
    const { body } = await new Pool('https://localhost').request({ path: '/', method: 'GET' })
    console.log(await body.text())`,
}

await weigh(programs[what] ?? '', new URL('..', import.meta.url), { outside: how === 'outside' })
