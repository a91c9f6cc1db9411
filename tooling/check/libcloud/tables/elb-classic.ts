import { type ComparisonOf, member, none, own } from '../counterpart.ts'

export const comparison: ComparisonOf<'loadBalancers'> = {
  libcloud: 'ELB',
  source: 'libcloud/loadbalancer/drivers/elb.py',
  package: 'elb',
  factory: 'loadBalancers',
  options: { region: 'eu-west-1', kind: 'classic' },
  methods: {
    list_protocols: member('createBalancer', '`http`, `https`, `tcp` and `tls`'),
    list_supported_algorithms: none('AWS lets nobody choose'),
    list_balancers: member('listBalancers', 'paged'),
    get_balancer: member('getBalancer'),
    create_balancer: member('createBalancer', 'with its members'),
    update_balancer: [member('updateBalancer', 'the name stays'), own('setClassicAttributes')],
    destroy_balancer: member('destroyBalancer'),
    balancer_list_members: member('listMembers', 'asked of AWS, with the health of each'),
    balancer_attach_compute_node: member('attachMember'),
    balancer_attach_member: member('attachMember', 'nodes alone'),
    balancer_detach_member: member('detachMember'),
  },
  extensions: {
    ex_list_balancer_policies: own('listClassicPolicies'),
    ex_list_balancer_policy_types: own('listClassicPolicyTypes'),
    ex_create_balancer_policy: [
      own('createClassicPolicy'),
      own('createAppCookiePolicy'),
      member('setStickiness'),
    ],
    ex_delete_balancer_policy: own('deleteClassicPolicy'),
    ex_set_balancer_policies_listener: own('setClassicPolicies'),
    ex_set_balancer_policies_backend_server: own('setClassicBackendPolicies'),
    ex_create_balancer_listeners: member('addListener'),
  },
}
