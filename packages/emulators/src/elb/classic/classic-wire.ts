import type { XmlFields } from '../../ec2/xml.ts'
import type { Elb } from '../action.ts'
import type { ClassicBalancer, ClassicListener } from './classic-balancer.ts'
import { memberFields } from './members.ts'

export const classicFields = ({ ec2 }: Elb, balancer: ClassicBalancer): XmlFields => ({
  LoadBalancerName: balancer.name,
  DNSName: balancer.dnsName,
  CanonicalHostedZoneName: balancer.dnsName,
  CanonicalHostedZoneNameID: 'Z32O12XQLNTSW2',
  ListenerDescriptions: balancer.listeners.map(listenerFields),
  Policies: policyFields(balancer),
  BackendServerDescriptions: [...balancer.backendPolicies].map(([InstancePort, PolicyNames]) => ({
    InstancePort,
    PolicyNames,
  })),
  AvailabilityZones: balancer.places.map(({ subnet }) => subnet.zone.name),
  Subnets: balancer.places.map(({ subnet }) => subnet.id),
  VPCId: balancer.vpc.id,
  Instances: memberFields(balancer),
  HealthCheck: { ...balancer.healthCheck },
  SourceSecurityGroup: {
    OwnerAlias: ec2.accountId,
    GroupName: ec2.network.groups.get(balancer.groupIds[0] ?? '')?.name,
  },
  SecurityGroups: balancer.groupIds,
  CreatedTime: new Date(balancer.createdAt),
  Scheme: balancer.scheme,
})

const listenerFields = (listener: ClassicListener): XmlFields => ({
  Listener: {
    Protocol: listener.protocol,
    LoadBalancerPort: listener.port,
    InstanceProtocol: listener.instanceProtocol,
    InstancePort: listener.instancePort,
    SSLCertificateId: listener.certificate,
  },
  PolicyNames: listener.policies,
})

function policyFields({ policies, otherPolicies }: ClassicBalancer): XmlFields {
  const all = [...policies.values()]
  return {
    AppCookieStickinessPolicies: all.flatMap(({ name, cookie }) =>
      cookie === undefined ? [] : [{ PolicyName: name, CookieName: cookie }],
    ),
    LBCookieStickinessPolicies: all.flatMap(({ name, cookie, expiresAfter }) =>
      cookie === undefined ? [{ PolicyName: name, CookieExpirationPeriod: expiresAfter }] : [],
    ),
    OtherPolicies: [...otherPolicies.keys()],
  }
}
