// The main job on two embedded clouds: the same function, one import and one line of options apart.
import { script } from '@cloud/core'
import * as digitalocean from '@cloud/digitalocean'
import * as ec2 from '@cloud/ec2'
import { ec2Images, startCloud } from '@cloud/emulators'
import { mainJob } from './main-job.ts'
import { heading } from './print.ts'

heading('Start the embedded clouds')
await using local = await startCloud()
console.log(`EC2 answers at ${local.ec2.endpoint}, DigitalOcean at ${local.digitalocean.endpoint}`)

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
