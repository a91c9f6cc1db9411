import { type ComparisonOf, member } from '../counterpart.ts'

export const comparison: ComparisonOf<'loadBalancers'> = {
  libcloud: "CloudStack's load balancer",
  source: 'libcloud/loadbalancer/drivers/cloudstack.py',
  package: 'cloudstack',
  factory: 'loadBalancers',
  options: { endpoint: 'https://cloud.example.com/client/api', apiKey: 'key', secretKey: 'secret' },
  methods: {
    list_protocols: member('createBalancer', '`http`, `tcp` and `udp`'),
    list_supported_algorithms: member('setAlgorithm', 'its type names them'),
    list_balancers: member('listBalancers'),
    get_balancer: member('getBalancer'),
    create_balancer: member('createBalancer'),
    update_balancer: member('updateBalancer'),
    destroy_balancer: member('destroyBalancer'),
    balancer_list_members: member('listMembers'),
    balancer_attach_compute_node: member('attachMember'),
    balancer_attach_member: member('attachMember'),
    balancer_detach_member: member('detachMember'),
  },
  extensions: {},
}
