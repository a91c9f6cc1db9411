import { type ComparisonOf, member, none, own } from '../counterpart.ts'

export const comparison: ComparisonOf<'loadBalancers'> = {
  libcloud: 'GCE load balancer',
  source: 'libcloud/loadbalancer/drivers/gce.py',
  package: 'gce',
  factory: 'loadBalancers',
  options: { project: 'my-project', zone: 'europe-west1-b' },
  methods: {
    list_protocols: member('createBalancer', '`tcp` and `udp`'),
    list_supported_algorithms: none(
      'Google chooses by a hash, which is not `random`; `native.sessionAffinity` says of what',
    ),
    list_balancers: member('listBalancers', 'of all regions, paged'),
    get_balancer: member('getBalancer'),
    create_balancer: member('createBalancer', 'where a part cannot be made, nothing of it is left'),
    update_balancer: member(
      'updateBalancer',
      'gives the balancer as it is: Google changes neither name nor affinity',
    ),
    destroy_balancer: member('destroyBalancer', 'with its rules, its address and its health check'),
    balancer_list_members: member('listMembers', 'with the health of each'),
    balancer_attach_compute_node: member('attachMember'),
    balancer_attach_member: member('attachMember', 'nodes alone'),
    balancer_detach_member: member('detachMember'),
  },
  extensions: {
    ex_create_healthcheck: [member('setHealthCheck'), own('httpHealthChecks', '`insert`')],
    ex_list_healthchecks: own('httpHealthChecks', '`list`'),
    ex_balancer_attach_healthcheck: [member('setHealthCheck'), own('targetPools', '`addHealthCheck`')],
    ex_balancer_detach_healthcheck: own('targetPools', '`removeHealthCheck`'),
    ex_balancer_list_healthchecks: [member('getHealthCheck'), own('targetPools', '`get`')],
  },
}
