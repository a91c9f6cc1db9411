// A program that lists with a client that is not ours, bundled: `bundle.mjs CLIENT`.
import { weigh } from '../programs/bundled.ts'

const clients = {
  'ec2-aws-lite': `import awsLite from '@aws-lite/client'
    const ec2 = await awsLite({ region: 'eu-west-1', plugins: [] })
    const payload = 'Action=DescribeInstances&Version=2016-11-15'
    console.log(await ec2({ service: 'ec2', path: '/', method: 'POST', payload }))`,
  'ec2-aws-sdk': `import { EC2Client, paginateDescribeInstances } from '@aws-sdk/client-ec2'
    for await (const page of paginateDescribeInstances({ client: new EC2Client({ region: 'eu-west-1' }) }, {})) console.log(page)`,
  'ec2-pkgcloud': `const { compute } = require('pkgcloud')
    compute.createClient({ provider: 'amazon', keyId: 'id', key: 'key', region: 'eu-west-1' }).getServers(console.log)`,
  'ec2-aws4fetch': `import { AwsClient } from 'aws4fetch'
    const aws = new AwsClient({ accessKeyId: 'id', secretAccessKey: 'key', region: 'eu-west-1', service: 'ec2' })
    const answer = await aws.fetch('https://ec2.eu-west-1.amazonaws.com/?Action=DescribeInstances&Version=2016-11-15')
    console.log(await answer.text())`,
  's3-aws-lite': `import awsLite from '@aws-lite/client'
    import s3 from '@aws-lite/s3'
    const aws = await awsLite({ region: 'eu-west-1', plugins: [s3] })
    console.log(await aws.S3.ListObjectsV2({ Bucket: 'bucket', paginate: true }))`,
  's3-aws-sdk': `import { paginateListObjectsV2, S3Client } from '@aws-sdk/client-s3'
    for await (const page of paginateListObjectsV2({ client: new S3Client({ region: 'eu-west-1' }) }, { Bucket: 'bucket' })) console.log(page)`,
  's3-minio': `import { Client } from 'minio'
    const client = new Client({ endPoint: 's3.amazonaws.com', accessKey: 'id', secretKey: 'key' })
    for await (const one of client.listObjectsV2('bucket')) console.log(one)`,
  's3-google-storage': `import { Storage } from '@google-cloud/storage'
    console.log(await new Storage().bucket('bucket').getFiles())`,
  's3-aws4fetch': `import { AwsClient } from 'aws4fetch'
    const aws = new AwsClient({ accessKeyId: 'id', secretAccessKey: 'key', region: 'eu-west-1' })
    console.log(await (await aws.fetch('https://bucket.s3.eu-west-1.amazonaws.com/?list-type=2')).text())`,
  'digitalocean-dots-wrapper': `import { createApiClient } from 'dots-wrapper'
    console.log(await createApiClient({ token: 'token' }).droplet.listDroplets({}))`,
  'gce-googleapis': `import { google } from 'googleapis'
    console.log(await google.compute('v1').instances.aggregatedList({ project: 'project' }))`,
  'gce-google-compute': `import { InstancesClient } from '@google-cloud/compute'
    for await (const one of new InstancesClient().aggregatedListAsync({ project: 'project' })) console.log(one)`,
}

const [client] = process.argv.slice(2)
// What pkgcloud brings can be no module of ECMAScript.
const format = client === 'ec2-pkgcloud' ? 'cjs' : 'esm'
await weigh(clients[client], new URL('.', import.meta.url), { format })
