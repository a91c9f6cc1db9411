import type { Duplex } from 'node:stream'
import type { HostAndPort } from './balancing/balancing.ts'
import type { CloudStackOptions } from './cloudstack/cloud.ts'
import type { CloudStackInventory } from './cloudstack/inventory.ts'
import type { DigitalOceanOptions } from './digitalocean/cloud.ts'
import type { DigitalOceanInventory } from './digitalocean/inventory.ts'
import type { Limits } from './ec2/action.ts'
import type { Ec2Credentials } from './ec2/front.ts'
import type { Ec2Inventory } from './ec2/inventory.ts'
import type { SkewCode } from './ec2/skew.ts'
import type { ElbOptions } from './elb/action.ts'
import type { ElbInventory } from './elb/inventory.ts'
import type { Faults } from './faults.ts'
import type { GceOptions } from './gce/cloud.ts'
import type { GceAccess } from './gce/gce.ts'
import type { GceInventory } from './gce/inventory.ts'
import type { LoggedRequest } from './http/request-log.ts'
import type { SocketTarget } from './machines/gateway-socket.ts'
import type { CentreOptions } from './open-centre.ts'
import type { S3Credentials, S3Options } from './s3/cloud.ts'
import type { S3Inventory } from './s3/inventory.ts'

export interface CloudOptions extends CentreOptions {
  /** How far the cloud's clock is from `clock`, in milliseconds. */
  readonly skewMs?: number | undefined
  /** What EC2 answers to a request that is signed for another time. Default `RequestExpired`. */
  readonly skewCode?: SkewCode | undefined
  /** The one that `ec2` names; all others answer at the same endpoint, as DigitalOcean's do. Default `eu-west-1`. */
  readonly region?: string | undefined
  /** What each request waits before it is answered. Default 0. */
  readonly latencyMs?: number | undefined
  /** For how long a new node is not found: real APIs are eventually consistent. Default 0. */
  readonly consistencyMs?: number | undefined
  /** The most items in any answer, however many the request takes: real APIs may give fewer than that. Default 1,000. */
  readonly pageSize?: number | undefined
  /** Of EC2. */
  readonly limits?: Limits | undefined
  readonly digitalocean?: DigitalOceanOptions | undefined
  readonly cloudstack?: CloudStackOptions | undefined
  readonly s3?: S3Options | undefined
  readonly gce?: GceOptions | undefined
  readonly elb?: ElbOptions | undefined
  /** Of the EC2 endpoint, on 127.0.0.1. Default: a free one. */
  readonly port?: number | undefined
}

/** Everything that exists: EC2's own things, and those of the others beside them. */
export interface Inventory extends Ec2Inventory {
  readonly digitalocean: DigitalOceanInventory
  readonly cloudstack: CloudStackInventory
  readonly s3: S3Inventory
  readonly gce: GceInventory
  readonly elb: ElbInventory
}

export interface LocalCloud extends AsyncDisposable {
  /**
   * The options that `compute` of `@cloud/ec2` takes. The credentials are new in each start; the secret one begins with `emulatedSecret`,
   * for who looks for it in what a program prints.
   */
  readonly ec2: {
    readonly region: string
    readonly endpoint: string
    readonly credentials: Ec2Credentials
  }
  /**
   * The options that `loadBalancers` of `@cloud/elb` takes: version 2 and the classic one at one endpoint, with the credentials, the
   * instances and the networks of `ec2`.
   */
  readonly elb: {
    readonly region: string
    readonly endpoint: string
    readonly ec2Endpoint: string
    readonly credentials: Ec2Credentials
  }
  /** The options that `compute` of `@cloud/digitalocean` takes. The token is new in each start; paths begin with `/v2`. */
  readonly digitalocean: { readonly token: string; readonly endpoint: string }
  /**
   * The options that `compute` of `@cloud/cloudstack` takes: the endpoint is a whole URL, and `zone` the id that the option
   * `cloudstack.zone` chooses (`cloudstackZones` has both). The keys are new in each start; the secret one begins with `emulatedSecret`.
   */
  readonly cloudstack: {
    readonly endpoint: string
    readonly apiKey: string
    readonly secretKey: string
    readonly zone: string
  }
  /** The options that `compute` of `@cloud/ninefold` takes: the same cloud as `cloudstack`, at Ninefold's path. */
  readonly ninefold: { readonly endpoint: string; readonly apiKey: string; readonly secretKey: string }
  /** The options that `storage` of `@cloud/s3` takes. The credentials are those of `ec2`, unless they are to be temporary. */
  readonly s3: {
    readonly region: string
    readonly endpoint: string
    readonly credentials: S3Credentials
    /** A bucket is `ENDPOINT/BUCKET`; `BUCKET.localhost` on the same port leads to it as well, for who can resolve that. */
    readonly forcePathStyle: true
  }
  /**
   * The options that `compute` of `@cloud/gce` takes: a service account whose key is new in each start. Paths begin with `/compute/v1/`;
   * `token_uri` is the cloud's own token endpoint.
   */
  readonly gce: GceAccess
  /** Spread into `ssh({ user, ...local.ssh })` of `@cloud/ssh`: opens a stream to a machine's port. */
  readonly ssh: { readonly socket: (to: SocketTarget) => Promise<Duplex> }
  /** The path of a configuration for `ssh -F`; the file is written when this is first read, and goes with the cloud. */
  readonly sshConfig: string
  /** An HTTP proxy that knows CONNECT and leads to the machines' addresses. */
  readonly gateway: { readonly host: string; readonly port: number }
  /**
   * The address on loopback that leads to a port of a load balancer of any cloud, by its public address or its DNS name: what comes
   * there goes to the members by the balancer's algorithm. It is opened, and checks of the members' health begin, when this is first
   * asked for. Rejects with code ENOTFOUND where no load balancer has the port.
   */
  readonly balancerAt: (to: HostAndPort) => Promise<HostAndPort>
  readonly faults: Faults
  /** Everything that exists, past the API and its delays. */
  readonly inventory: () => Inventory
  /** What was asked, oldest first; grows as requests come. */
  readonly requests: readonly LoggedRequest[]
  /** Ends every machine and connection. May be called again. */
  readonly close: () => Promise<void>
}
