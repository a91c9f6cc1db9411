// The main job on four embedded clouds: the same function, one import and a few options apart. Three of them balance the load of two nodes. Then objects: on a store, and back.
import { script } from '@cloud/core'
import * as digitalocean from '@cloud/digitalocean'
import * as ec2 from '@cloud/ec2'
import * as elb from '@cloud/elb'
import { cloudstackOfferings, cloudstackTemplates, ec2Images, startCloud } from '@cloud/emulators'
import * as gce from '@cloud/gce'
import * as ninefold from '@cloud/ninefold'
import * as s3 from '@cloud/s3'
import { balancedJob } from './balanced-job.ts'
import { mainJob } from './main-job.ts'
import { objectJob } from './object-job.ts'
import { heading } from './print.ts'

heading('Start the embedded clouds')
const local = await startCloud()
for (const name of ['ec2', 'elb', 'digitalocean', 'gce', 'ninefold', 's3'] as const)
  console.log(`${name} answers at ${local[name].endpoint}`)

await mainJob(ec2.compute(local.ec2), {
  cloud: 'EC2',
  node: { size: 't3.micro', image: ec2Images.amazonLinux2023 },
  login: { user: 'ec2-user', ...local.ssh },
  install: script('yum -y install emacs strace tcpdump', { sudo: true }),
})

await mainJob(digitalocean.compute({ ...local.digitalocean, region: 'fra1' }), {
  cloud: 'DigitalOcean',
  node: { size: 's-1vcpu-1gb', image: 'ubuntu-24-04-x64' },
  login: { user: 'root', ...local.ssh },
  install: script('apt-get -y install emacs strace tcpdump'),
})

await mainJob(gce.compute(local.gce), {
  cloud: 'Compute Engine',
  node: { size: 'e2-micro', image: 'ubuntu-os-cloud/family/ubuntu-2404-lts-amd64' },
  login: { user: 'cloud', ...local.ssh },
  install: script('apt-get -y install emacs strace tcpdump', { sudo: true }),
})

await mainJob(ninefold.compute(local.ninefold), {
  cloud: 'Ninefold',
  node: { size: cloudstackOfferings.small, image: cloudstackTemplates.debian12 },
  login: { user: 'debian', ...local.ssh },
  install: script('apt-get -y install emacs strace tcpdump', { sudo: true }),
})

const atDigitalOcean = { ...local.digitalocean, region: 'fra1' }
await balancedJob(digitalocean.compute(atDigitalOcean), digitalocean.loadBalancers(atDigitalOcean), {
  cloud: 'DigitalOcean',
  node: { size: 's-1vcpu-1gb', image: 'ubuntu-24-04-x64' },
  login: { user: 'root', ...local.ssh },
  protocol: 'http',
  reach: local.balancerAt,
})

await balancedJob(gce.compute(local.gce), gce.loadBalancers(local.gce), {
  cloud: 'Compute Engine',
  node: { size: 'e2-micro', image: 'ubuntu-os-cloud/family/ubuntu-2404-lts-amd64' },
  login: { user: 'cloud', ...local.ssh },
  protocol: 'tcp',
  reach: local.balancerAt,
})

await balancedJob(ec2.compute(local.ec2), elb.loadBalancers(local.elb), {
  cloud: 'EC2',
  node: { size: 't3.micro', image: ec2Images.debian12 },
  login: { user: 'admin', ...local.ssh },
  protocol: 'http',
  reach: local.balancerAt,
})

await objectJob(s3.storage(local.s3), 'S3')

await local.close()
