import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { bundlers } from './bundlers.ts'
import { expect } from './run.ts'

interface Bundle {
  readonly what: string
  readonly program: string
  readonly mostKiB: number
  /** Parts of file names that must not be in it. */
  readonly without: readonly string[]
}

const foreign = ['ssh2', 'undici', '@cloud/ssh', '@cloud/emulators']

/** What makes nodes, which is in no bundle that only looks at them. */
const making = ['nodes', 'create-node', 'user-data', 'ssh-public-key']

const bundles: readonly Bundle[] = [
  {
    what: 'looking at nodes of EC2 (list and get)',
    program: `import { ec2Client, getNode, listNodes } from '@cloud/ec2'
      const client = ec2Client({ region: 'eu-west-1' })
      for await (const { id } of listNodes(client)) console.log(await getNode(client, id))`,
    mostKiB: 49.5,
    without: [...foreign, ...making],
  },
  {
    what: 'looking at nodes of DigitalOcean (list and get)',
    program: `import { digitalOceanClient, getNode, listNodes } from '@cloud/digitalocean'
      const client = digitalOceanClient({ token: 'token' })
      for await (const { id } of listNodes(client)) console.log(await getNode(client, id))`,
    mostKiB: 32.5,
    without: [...foreign, ...making, 'yaml', '@cloud/ec2', '@cloud/aws'],
  },
  {
    what: 'looking at nodes of Compute Engine (list and get)',
    program: `import { gceClient, getNode, listNodes } from '@cloud/gce'
      const client = gceClient({ project: 'project' })
      for await (const { id } of listNodes(client)) console.log(await getNode(client, id))`,
    mostKiB: 39.5,
    without: [...foreign, ...making, 'google-auth-library', '@cloud/ec2', '@cloud/aws'],
  },
  {
    what: 'looking at nodes of CloudStack (list and get)',
    program: `import { cloudStackClient, getNode, listNodes } from '@cloud/cloudstack'
      const client = cloudStackClient()
      for await (const { id } of listNodes(client)) console.log(await getNode(client, id))`,
    mostKiB: 36,
    without: [...foreign, ...making, 'ini', '@cloud/ec2', '@cloud/aws'],
  },
  {
    what: 'listing objects of S3',
    program: `import { listObjects, s3Client } from '@cloud/s3'
      for await (const { key } of listObjects(s3Client({ region: 'eu-west-1' }), 'bucket')) console.log(key)`,
    mostKiB: 48.5,
    without: [...foreign, 'objects', 'put-object', 'read-object', '@cloud/ec2', '@aws-sdk'],
  },
  {
    what: 'the node part of EC2 (list and create)',
    program: `import { ec2Client, nodes } from '@cloud/ec2'
      const { listNodes, createNode } = nodes(ec2Client({ region: 'eu-west-1' }))
      console.log(listNodes, createNode)`,
    mostKiB: 68,
    without: foreign,
  },
  {
    what: 'the whole of EC2',
    program: `import { compute } from '@cloud/ec2'\nconsole.log(compute())`,
    mostKiB: 119,
    without: [...foreign, 'prices'],
  },
  {
    what: 'one part of EC2 (key pairs)',
    program: `import { ec2Client, keyPairs } from '@cloud/ec2'\nconsole.log(keyPairs(ec2Client()))`,
    mostKiB: 48.5,
    without: [...foreign, 'nodes', 'volumes', 'prices'],
  },
  {
    what: 'EC2 and DigitalOcean, whole',
    program: `import { compute as ec2 } from '@cloud/ec2'
      import { compute as digitalocean } from '@cloud/digitalocean'
      console.log(ec2(), digitalocean())`,
    mostKiB: 165,
    without: [...foreign, '@cloud/gce', '@cloud/cloudstack', '@cloud/s3', 'load-balancers', 'yaml'],
  },
  {
    what: 'the node part of DigitalOcean (list and create)',
    program: `import { digitalOceanClient, nodes } from '@cloud/digitalocean'
      const { listNodes, createNode } = nodes(digitalOceanClient({ region: 'fra1' }))
      console.log(listNodes, createNode)`,
    mostKiB: 47,
    without: [...foreign, 'yaml', '@cloud/ec2', '@cloud/aws'],
  },
  {
    // Core's chain is 29 of them; what gets tokens, of a service account or by looking for one, and waits for operations is 11. Imported when
    // they are wanted, the ways to a token make 3 less at the start of a bundle in chunks, and 2.5 more of one in a single file.
    what: 'the node part of Compute Engine (list and create)',
    program: `import { gceClient, nodes } from '@cloud/gce'
      const { listNodes, createNode } = nodes(gceClient({ zone: 'europe-west1-b' }))
      console.log(listNodes, createNode)`,
    mostKiB: 55,
    without: [...foreign, 'google-auth-library', '@cloud/ec2', '@cloud/aws', '@cloud/digitalocean'],
  },
  {
    what: 'the node part of CloudStack (list and create)',
    program: `import { cloudStackClient, nodes } from '@cloud/cloudstack'
      const { listNodes, createNode } = nodes(cloudStackClient())
      console.log(listNodes, createNode)`,
    mostKiB: 54,
    without: [...foreign, 'ini', '@cloud/ec2', '@cloud/aws', '@cloud/digitalocean'],
  },
  {
    what: 'the whole of CloudStack',
    program: `import { compute } from '@cloud/cloudstack'\nconsole.log(compute())`,
    mostKiB: 88,
    without: [...foreign, 'ini'],
  },
  {
    what: 'application load balancers, members and all',
    program: `import { balancers, elbClient } from '@cloud/elb'\nconsole.log(balancers(elbClient()))`,
    mostKiB: 73,
    without: [...foreign, '@cloud/ec2', '@aws-sdk'],
  },
  {
    what: 'load balancers of each kind',
    program: `import { loadBalancers } from '@cloud/elb'\nconsole.log(loadBalancers())`,
    mostKiB: 94,
    without: [...foreign, '@cloud/ec2', '@aws-sdk'],
  },
  {
    what: 'objects on S3',
    program: `import { objects, s3Client } from '@cloud/s3'\nconsole.log(objects(s3Client()))`,
    mostKiB: 64.5,
    without: [...foreign, '@cloud/ec2', '@aws-sdk'],
  },
  {
    what: 'the whole of S3, without what buckets are told',
    program: `import { storage } from '@cloud/s3'\nconsole.log(storage())`,
    mostKiB: 83.5,
    without: [...foreign, '@cloud/ec2', '@aws-sdk'],
  },
  {
    what: 'isCloudError alone',
    program: `import { isCloudError } from '@cloud/core'\nconsole.log(isCloudError(1))`,
    mostKiB: 1,
    without: [...foreign, '@cloud/ec2'],
  },
]

/** Whether a file is of a package, or is a part of one that is named so. */
const isOf = (path: string, name: string) => path.includes(`/${name}/`) || path.endsWith(`/${name}.js`)

/**
 * Bundles small programs against the installed packages, with each bundler, and looks at what is in them. undici stays outside: it is loaded by
 * the first request, and by nothing before.
 */
export async function checkBundles(project: string): Promise<void> {
  console.log('bundled, minified, without undici')
  for (const { what, program, mostKiB, without } of bundles) {
    const file = join(project, 'program.mjs')
    writeFileSync(file, program)
    for (const [bundler, bundle] of Object.entries(bundlers)) {
      const { bytes, files, imports } = await bundle(file)
      const kiB = bytes / 1024
      expect(kiB <= mostKiB, `${what} is ${kiB.toFixed(1)} KiB by ${bundler}, at most ${mostKiB}`)
      const strays = files.filter((path) => without.some((name) => isOf(path, name)))
      expect(
        strays.length === 0,
        `it holds nothing of ${without.join(', ')}${strays.map((one) => ` but ${one}`)}`,
      )
      expect(
        imports.length === 0,
        `it loads nothing else when it starts${imports.map((one) => ` but ${one}`)}`,
      )
    }
  }
}
