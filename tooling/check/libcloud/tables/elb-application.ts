import { type ComparisonOf, member, own } from '../counterpart.ts'

export const comparison: ComparisonOf<'loadBalancers'> = {
  libcloud: 'ALB',
  source: 'libcloud/loadbalancer/drivers/alb.py',
  package: 'elb',
  factory: 'loadBalancers',
  options: { region: 'eu-west-1' },
  methods: {
    list_protocols: member(
      'createBalancer',
      '`http` and `https`; those of `kind: network` are `tcp`, `tls` and `udp`',
    ),
    list_supported_algorithms: member('setAlgorithm', 'its type names them'),
    list_balancers: member('listBalancers', 'paged'),
    get_balancer: member('getBalancer'),
    create_balancer: member('createBalancer', 'where a part cannot be made, nothing of it is left'),
    update_balancer: member('updateBalancer', 'subnets and security groups; names stay'),
    destroy_balancer: member('destroyBalancer', 'with the target groups that were made for it'),
    balancer_list_members: member('listMembers', 'with the health of each'),
    balancer_attach_compute_node: member('attachMember'),
    balancer_attach_member: member('attachMember', 'a node or an address, on a port of its own'),
    balancer_detach_member: member('detachMember'),
  },
  extensions: {
    ex_create_balancer: member('createBalancer', 'with `native`'),
    ex_create_target_group: own('createTargetGroup'),
    ex_register_targets: own('registerTargets'),
    ex_create_listener: [member('addListener'), own('createListener', 'with any action')],
    ex_create_listener_rule: own('createRule'),
    ex_get_target_group: own('getTargetGroup'),
    ex_get_listener: own('getListener'),
    ex_get_rule: own('getRule'),
  },
}
