/** Nodes as three clouds describe them, each with the fields that a machine of its kind has; about 5, 2 and 2.5 KB of them. */

const uuid = (index: number) => `4de7ac8b-495b-4884-9a69-${index.toString(16).padStart(12, '0')}`
const hex = (index: number) => index.toString(16).padStart(17, '0')
const time = '2026-10-01T08:15:30.000Z'

const tags = (index: number) =>
  ['Name', 'team', 'service', 'environment', 'owner', 'cost-centre']
    .map((key) => `<item><key>${key}</key><value>${key.toLowerCase()}-${index % 97}</value></item>`)
    .join('\n                    ')

const group =
  '<item><groupId>sg-0a1b2c3d4e5f60718</groupId><groupName>web servers &amp; friends</groupName></item>'

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeInstances.html */
export const ec2Instance = (index: number): string => `
        <item>
            <reservationId>r-${hex(index)}</reservationId>
            <ownerId>123456789012</ownerId>
            <groupSet/>
            <instancesSet>
                <item>
                    <instanceId>i-${hex(index)}</instanceId>
                    <imageId>ami-0123456789abcdef0</imageId>
                    <instanceState><code>16</code><name>running</name></instanceState>
                    <privateDnsName>ip-10-0-${index >> 8 && 255}-${index & 255}.eu-west-1.compute.internal</privateDnsName>
                    <dnsName>ec2-198-51-100-${index & 255}.eu-west-1.compute.amazonaws.com</dnsName>
                    <reason/>
                    <keyName>operations</keyName>
                    <amiLaunchIndex>0</amiLaunchIndex>
                    <productCodes/>
                    <instanceType>t3.micro</instanceType>
                    <launchTime>${time}</launchTime>
                    <placement><availabilityZone>eu-west-1a</availabilityZone><groupName/><tenancy>default</tenancy></placement>
                    <monitoring><state>disabled</state></monitoring>
                    <subnetId>subnet-0a1b2c3d4e5f60718</subnetId>
                    <vpcId>vpc-0a1b2c3d4e5f60718</vpcId>
                    <privateIpAddress>10.0.${(index >> 8) & 255}.${index & 255}</privateIpAddress>
                    <ipAddress>198.51.100.${index & 255}</ipAddress>
                    <sourceDestCheck>true</sourceDestCheck>
                    <groupSet>${group}</groupSet>
                    <architecture>x86_64</architecture>
                    <rootDeviceType>ebs</rootDeviceType>
                    <rootDeviceName>/dev/xvda</rootDeviceName>
                    <blockDeviceMapping>
                        <item>
                            <deviceName>/dev/xvda</deviceName>
                            <ebs><volumeId>vol-${hex(index)}</volumeId><status>attached</status><attachTime>${time}</attachTime><deleteOnTermination>true</deleteOnTermination></ebs>
                        </item>
                        <item>
                            <deviceName>/dev/sdf</deviceName>
                            <ebs><volumeId>vol-${hex(index + 1)}</volumeId><status>attached</status><attachTime>${time}</attachTime><deleteOnTermination>false</deleteOnTermination></ebs>
                        </item>
                    </blockDeviceMapping>
                    <virtualizationType>hvm</virtualizationType>
                    <clientToken>${uuid(index)}</clientToken>
                    <tagSet>
                    ${tags(index)}
                    </tagSet>
                    <hypervisor>xen</hypervisor>
                    <networkInterfaceSet>
                        <item>
                            <networkInterfaceId>eni-${hex(index)}</networkInterfaceId>
                            <subnetId>subnet-0a1b2c3d4e5f60718</subnetId>
                            <vpcId>vpc-0a1b2c3d4e5f60718</vpcId>
                            <description/>
                            <ownerId>123456789012</ownerId>
                            <status>in-use</status>
                            <macAddress>06:1a:2b:3c:4d:5e</macAddress>
                            <privateIpAddress>10.0.${(index >> 8) & 255}.${index & 255}</privateIpAddress>
                            <privateDnsName>ip-10-0-0-${index & 255}.eu-west-1.compute.internal</privateDnsName>
                            <sourceDestCheck>true</sourceDestCheck>
                            <groupSet>${group}</groupSet>
                            <attachment><attachmentId>eni-attach-${hex(index)}</attachmentId><deviceIndex>0</deviceIndex><status>attached</status><attachTime>${time}</attachTime><deleteOnTermination>true</deleteOnTermination><networkCardIndex>0</networkCardIndex></attachment>
                            <association><publicIp>198.51.100.${index & 255}</publicIp><publicDnsName>ec2-198-51-100-${index & 255}.eu-west-1.compute.amazonaws.com</publicDnsName><ipOwnerId>amazon</ipOwnerId></association>
                            <privateIpAddressesSet>
                                <item><privateIpAddress>10.0.${(index >> 8) & 255}.${index & 255}</privateIpAddress><primary>true</primary></item>
                            </privateIpAddressesSet>
                            <ipv6AddressesSet/>
                            <interfaceType>interface</interfaceType>
                        </item>
                    </networkInterfaceSet>
                    <ebsOptimized>false</ebsOptimized>
                    <enaSupport>true</enaSupport>
                    <cpuOptions><coreCount>1</coreCount><threadsPerCore>2</threadsPerCore></cpuOptions>
                    <capacityReservationSpecification><capacityReservationPreference>open</capacityReservationPreference></capacityReservationSpecification>
                    <hibernationOptions><configured>false</configured></hibernationOptions>
                    <metadataOptions><state>applied</state><httpTokens>required</httpTokens><httpPutResponseHopLimit>2</httpPutResponseHopLimit><httpEndpoint>enabled</httpEndpoint></metadataOptions>
                </item>
            </instancesSet>
        </item>`

const network = (index: number, type: string) => ({
  ip_address: `${type === 'public' ? '198.51.100' : '10.0.0'}.${index & 255}`,
  netmask: '255.255.255.0',
  gateway: `${type === 'public' ? '198.51.100' : '10.0.0'}.1`,
  type,
})

const regions = ['ams3', 'blr1', 'fra1', 'lon1', 'nyc1', 'nyc3', 'sfo3', 'sgp1', 'syd1', 'tor1']
const size = {
  slug: 's-1vcpu-1gb',
  memory: 1024,
  vcpus: 1,
  disk: 25,
  transfer: 1.0,
  price_monthly: 6,
  price_hourly: 0.00893,
  regions,
  available: true,
  description: 'Basic',
  networking_throughput: 2000,
}
const image = {
  id: 63663980,
  name: '24.04 (LTS) x64',
  distribution: 'Ubuntu',
  slug: 'ubuntu-24-04-x64',
  public: true,
  regions,
  created_at: '2026-05-15T05:47:50Z',
  type: 'snapshot',
  min_disk_size: 20,
  size_gigabytes: 2.36,
  description: '',
  tags: [],
  status: 'available',
}

/** https://docs.digitalocean.com/reference/api/digitalocean/#tag/Droplets */
export const droplet = (index: number): object => ({
  id: 300_000_000 + index,
  name: `web-${index}.example.com`,
  memory: 1024,
  vcpus: 1,
  disk: 25,
  locked: false,
  status: 'active',
  kernel: null,
  created_at: '2026-10-01T08:15:30Z',
  features: ['backups', 'private_networking', 'ipv6', 'monitoring'],
  backup_ids: [53893572],
  next_backup_window: { start: '2026-11-01T00:00:00Z', end: '2026-11-01T23:00:00Z' },
  snapshot_ids: [67512819],
  image,
  volume_ids: [uuid(index)],
  size,
  size_slug: 's-1vcpu-1gb',
  networks: {
    v4: [network(index, 'private'), network(index, 'public')],
    v6: [
      { ip_address: `2001:db8::${index.toString(16)}`, netmask: 64, gateway: '2001:db8::1', type: 'public' },
    ],
  },
  region: {
    name: 'Frankfurt 1',
    slug: 'fra1',
    features: ['backups', 'ipv6', 'metadata', 'storage'],
    available: true,
    sizes: ['s-1vcpu-1gb', 's-1vcpu-2gb', 's-2vcpu-2gb'],
  },
  tags: ['web', 'env:prod', `shard:${index % 16}`],
  vpc_uuid: '760e09ef-dc84-11e8-981e-3cfdfeaae000',
})

const api = 'https://www.googleapis.com/compute/v1/projects/bench'

/** https://cloud.google.com/compute/docs/reference/rest/v1/instances */
export const gceInstance = (index: number, zone: string): object => ({
  kind: 'compute#instance',
  id: String(1_000_000_000_000 + index),
  creationTimestamp: '2026-10-01T08:15:30.123-07:00',
  name: `web-${index}`,
  tags: { items: ['http-server', 'https-server'], fingerprint: '42WmSpB8rSM=' },
  machineType: `${api}/zones/${zone}/machineTypes/e2-medium`,
  status: 'RUNNING',
  zone: `${api}/zones/${zone}`,
  canIpForward: false,
  networkInterfaces: [
    {
      kind: 'compute#networkInterface',
      network: `${api}/global/networks/default`,
      subnetwork: `${api}/regions/europe-west1/subnetworks/default`,
      networkIP: `10.132.0.${index & 255}`,
      name: 'nic0',
      accessConfigs: [
        {
          kind: 'compute#accessConfig',
          type: 'ONE_TO_ONE_NAT',
          name: 'external-nat',
          natIP: `203.0.113.${index & 255}`,
          networkTier: 'PREMIUM',
        },
      ],
      fingerprint: 'aBcDeFgHiJk=',
      stackType: 'IPV4_ONLY',
    },
  ],
  disks: [
    {
      kind: 'compute#attachedDisk',
      type: 'PERSISTENT',
      mode: 'READ_WRITE',
      source: `${api}/zones/${zone}/disks/web-${index}`,
      deviceName: 'persistent-disk-0',
      index: 0,
      boot: true,
      autoDelete: true,
      licenses: [
        'https://www.googleapis.com/compute/v1/projects/debian-cloud/global/licenses/debian-12-bookworm',
      ],
      interface: 'SCSI',
      guestOsFeatures: [{ type: 'UEFI_COMPATIBLE' }, { type: 'VIRTIO_SCSI_MULTIQUEUE' }, { type: 'GVNIC' }],
      diskSizeGb: '10',
      architecture: 'X86_64',
    },
  ],
  metadata: {
    kind: 'compute#metadata',
    fingerprint: 'k1l2m3n4o5p=',
    items: [{ key: 'enable-oslogin', value: 'TRUE' }],
  },
  serviceAccounts: [
    {
      email: '123456789012-compute@developer.gserviceaccount.com',
      scopes: ['https://www.googleapis.com/auth/cloud-platform'],
    },
  ],
  selfLink: `${api}/zones/${zone}/instances/web-${index}`,
  scheduling: {
    onHostMaintenance: 'MIGRATE',
    automaticRestart: true,
    preemptible: false,
    provisioningModel: 'STANDARD',
  },
  cpuPlatform: 'Intel Broadwell',
  labels: { team: 'web', environment: 'prod', shard: String(index % 16) },
  labelFingerprint: '42WmSpB8rSM=',
  startRestricted: false,
  deletionProtection: false,
  shieldedInstanceConfig: { enableSecureBoot: false, enableVtpm: true, enableIntegrityMonitoring: true },
  shieldedInstanceIntegrityPolicy: { updateAutoLearnPolicy: true },
  fingerprint: 'Zz0aA1bB2cC=',
  lastStartTimestamp: '2026-10-01T08:15:42.456-07:00',
})

/** The boot disk of an instance. https://cloud.google.com/compute/docs/reference/rest/v1/disks */
export const gceDisk = (index: number, zone: string): object => ({
  kind: 'compute#disk',
  id: String(9_000_000_000_000_000_000n + BigInt(index)),
  creationTimestamp: '2026-10-01T08:15:29.456-07:00',
  name: `web-${index}`,
  sizeGb: '10',
  zone: `${api}/zones/${zone}`,
  status: 'READY',
  selfLink: `${api}/zones/${zone}/disks/web-${index}`,
  sourceImage:
    'https://www.googleapis.com/compute/v1/projects/debian-cloud/global/images/debian-12-bookworm-v20260915',
  type: `${api}/zones/${zone}/diskTypes/pd-balanced`,
  users: [`${api}/zones/${zone}/instances/web-${index}`],
  labelFingerprint: '42WmSpB8rSM=',
  architecture: 'X86_64',
})
