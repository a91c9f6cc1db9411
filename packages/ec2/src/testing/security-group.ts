/** A security group as EC2 tells of it; `inbound` and `outbound` are items of its permissions. */
export function groupXml({
  inbound = [],
  outbound = [],
  name = 'web',
  id = 'sg-1',
  tags = '',
}: {
  readonly inbound?: readonly string[]
  readonly outbound?: readonly string[]
  readonly name?: string
  readonly id?: string
  readonly tags?: string
} = {}): string {
  return `<item><ownerId>111</ownerId><groupId>${id}</groupId><groupName>${name}</groupName>
    <groupDescription>d</groupDescription><vpcId>vpc-1</vpcId>
    <ipPermissions>${inbound.join('')}</ipPermissions>
    <ipPermissionsEgress>${outbound.join('')}</ipPermissionsEgress><tagSet>${tags}</tagSet></item>`
}

export const groupsXml = (...items: readonly string[]): string =>
  `<securityGroupInfo>${items.join('')}</securityGroupInfo>`

/** One permission, of ranges of IPv4 unless `peers` are others. */
export function permissionXml(
  protocol: string,
  ports: readonly [from: number, to: number] | undefined,
  peers: string,
): string {
  const range = ports ? `<fromPort>${ports[0]}</fromPort><toPort>${ports[1]}</toPort>` : ''
  return `<item><ipProtocol>${protocol}</ipProtocol>${range}${peers}</item>`
}

export const v4 = (cidr: string, description = ''): string =>
  `<ipRanges><item><cidrIp>${cidr}</cidrIp>${description && `<description>${description}</description>`}</item></ipRanges>`

/** What a new group has: everything may leave. */
export const allOut: string = permissionXml('-1', undefined, v4('0.0.0.0/0'))

/** Instances with their groups, as one reservation. */
export function instancesXml(...items: readonly (readonly [id: string, ...groups: string[]])[]): string {
  const instances = items.map(
    ([id, ...groups]) =>
      `<item><instanceId>${id}</instanceId><instanceState><name>running</name></instanceState><vpcId>vpc-1</vpcId>
      <groupSet>${groups.map((group) => `<item><groupId>${group}</groupId></item>`).join('')}</groupSet></item>`,
  )
  return `<reservationSet><item><instancesSet>${instances.join('')}</instancesSet></item></reservationSet>`
}
