import { randomUUID } from 'node:crypto'
import * as cloudstack from '@cloud/cloudstack'
import type { Abilities, Balancer, Compute, LoadBalancers, MemberTarget } from '@cloud/core'
import * as digitalocean from '@cloud/digitalocean'
import * as ec2 from '@cloud/ec2'
import * as elb from '@cloud/elb'
import {
  type Clock,
  cloudstackOfferings,
  cloudstackTemplates,
  cloudstackZones,
  ec2Images,
  type LocalCloud,
} from '@cloud/emulators'
import * as gce from '@cloud/gce'
import { selfMadeCertificate } from '../../../packages/emulators/src/testing/self-made-certificate.ts'

/** A driver as a program without types sees it: it may be asked for what it has not. */
export type Balancing = LoadBalancers<Balancer, never, never, MemberTarget> &
  Partial<
    Abilities['Algorithms'] & Abilities['HealthChecks'] & Abilities['Listeners'] & Abilities['Stickiness']
  >

/** A kind of load balancer, on its embedded cloud. */
export interface Cloud {
  readonly title: string
  readonly driver: Balancing
  readonly compute: Compute
  readonly node: { readonly size: string; readonly image: string }
  /** Makes a certificate that its listeners can show. */
  readonly certificate: () => Promise<string>
}

type Start = (local: LocalCloud, clock: Clock) => Promise<Cloud>

const digitalOcean: Start = async ({ digitalocean: access }, clock) => {
  const options = { ...access, region: 'fra1', clock }
  const driver = digitalocean.loadBalancers(options)
  return {
    title: 'DigitalOcean',
    driver: driver as Balancing,
    compute: digitalocean.compute(options),
    node: { size: 's-1vcpu-1gb', image: 'debian-12-x64' },
    certificate: async () => {
      const { certificate, privateKey } = selfMadeCertificate({ name: 'example.com' })
      return (await driver.importCertificate({ name: randomUUID(), certificate, privateKey })).id
    },
  }
}

const aws =
  (kind: elb.ElbKind): Start =>
  async (local, clock) => ({
    title: `AWS, ${kind}`,
    driver: elb.loadBalancers({ ...local.elb, kind, clock }) as Balancing,
    compute: ec2.compute({ ...local.ec2, clock }),
    node: { size: 't3.micro', image: ec2Images.debian12 },
    certificate: async () => 'arn:aws:iam::123456789012:server-certificate/web',
  })

const google: Start = async (local, clock) => {
  const options = { ...local.gce, clock }
  return {
    title: 'Compute Engine',
    driver: gce.loadBalancers(options) as Balancing,
    compute: gce.compute(options),
    node: { size: 'e2-micro', image: 'debian-cloud/family/debian-12' },
    certificate: async () => 'none',
  }
}

const cloudStack: Start = async (local, clock) => {
  const options = { ...local.cloudstack, zone: cloudstackZones.advanced, clock }
  const network = (await cloudstack.compute(options).createNetwork({ name: 'web' })).id
  return {
    title: 'CloudStack, Ninefold',
    driver: cloudstack.loadBalancers({ ...options, network }) as Balancing,
    compute: cloudstack.compute({ ...options, network }),
    node: { size: cloudstackOfferings.medium, image: cloudstackTemplates.debian12 },
    certificate: async () => 'none',
  }
}

/** Each kind of load balancer, to be had on an embedded cloud of its own. */
export const clouds: readonly Start[] = [
  digitalOcean,
  ...(['application', 'network', 'classic'] as const).map(aws),
  google,
  cloudStack,
]
