import type { CloudStack } from './cloud.ts'
import { type Commands, now } from './command.ts'
import { limitOf, resourceTypes } from './limits.ts'
import { answerList, type ListInput, named } from './listing.ts'
import { ownerOf, ownerWire } from './owner.ts'
import { invalid } from './refusal.ts'
import { stateOf } from './virtual-machine.ts'

interface LimitList extends ListInput {
  readonly resourcetype?: number
  readonly resourcetypename?: string
}

export const accountCommands: Commands<
  'listAccounts' | 'listUsers' | 'listResourceLimits' | 'listCapabilities' | 'listHypervisors'
> = {
  listAccounts: now<ListInput>('id name', (cloud, input, call) => {
    const accounts = named(cloud, input, [cloud.account])
    return answerList(cloud, call, 'account', accounts, ({ id, name, domain, domainId }) => ({
      id,
      name,
      accounttype: 0,
      roletype: 'User',
      rolename: 'User',
      domainid: domainId,
      domain,
      domainpath: domain,
      state: 'enabled',
      isdefault: false,
      ...totals(cloud),
      user: [userWire(cloud)],
    }))
  }),

  listUsers: now<ListInput & { readonly username?: string }>('id username', (cloud, input, call) => {
    const { userId: id, user: name } = cloud.account
    const users = named(cloud, input, [{ id, name }]).filter(
      (one) => input.username === undefined || input.username === one.name,
    )
    return answerList(cloud, call, 'user', users, () => userWire(cloud))
  }),

  listResourceLimits: now<LimitList>('resourcetype resourcetypename', (cloud, input, call) => {
    const projectId = ownerOf(cloud, input)
    const { resourcetype, resourcetypename } = input
    if (resourcetype !== undefined && !resourceTypes[resourcetype])
      throw invalid(`Please specify a valid resource type: ${resourcetype}`)
    const limits = resourceTypes
      .map(([name, kind], number) => ({ name, number, max: kind ? limitOf(cloud, kind) : Infinity }))
      .filter(
        ({ name, number }) =>
          (resourcetype === undefined || number === resourcetype) &&
          (resourcetypename === undefined || name === resourcetypename),
      )
    return answerList(cloud, call, 'resourcelimit', limits, ({ name, number, max }) => ({
      ...ownerWire(cloud, projectId),
      resourcetype: String(number),
      resourcetypename: name,
      // Without a limit.
      max: Number.isFinite(max) ? max : -1,
    }))
  }),

  listCapabilities: now('', () => ({
    capability: {
      cloudstackversion: '4.22.0.0',
      securitygroupsenabled: true,
      dynamicrolesenabled: true,
      dynamicscalingenabled: true,
      userpublictemplateenabled: true,
      allowusercreateprojects: true,
      allowuserexpungerecovervm: true,
      allowuserexpungerecovervolume: true,
      allowuserviewdestroyedvm: true,
      allowuserforcestopvm: true,
      allowuserviewalldomainaccounts: false,
      projectinviterequired: false,
      kvmsnapshotenabled: true,
      kubernetesserviceenabled: false,
      regionsecondaryenabled: false,
      supportELB: 'false',
      customdiskofferingminsize: 1,
      customdiskofferingmaxsize: 1_024,
      defaultuipagesize: 20,
    },
  })),

  listHypervisors: now('zoneid', () => ({ count: 1, hypervisor: [{ name: 'KVM' }] })),
}

function userWire({ account }: CloudStack) {
  const { id, name, domain, domainId, userId, user } = account
  return {
    id: userId,
    username: user,
    firstname: 'Emulated',
    lastname: 'Developer',
    email: 'developer@example.com',
    account: name,
    accountid: id,
    accounttype: 0,
    roletype: 'User',
    rolename: 'User',
    domainid: domainId,
    domain,
    state: 'enabled',
    isdefault: false,
    is2faenabled: false,
    is2famandated: false,
    iscallerchilddomain: false,
    usersource: 'native',
  }
}

/** How many of each kind the account has. */
function totals(cloud: CloudStack) {
  const machines = [...cloud.virtualMachines.values()]
  const counts = {
    ip: [cloud.publicIps.size, limitOf(cloud, 'addresses')],
    vm: [machines.length, limitOf(cloud, 'instances')],
    volume: [cloud.volumes.size, limitOf(cloud, 'volumes')],
    snapshot: [cloud.snapshots.size, limitOf(cloud, 'snapshots')],
    template: [ownTemplates(cloud), limitOf(cloud, 'templates')],
    network: [
      [...cloud.networks.values()].filter(({ builtIn }) => !builtIn).length,
      limitOf(cloud, 'networks'),
    ],
    vpc: [cloud.vpcs.size, limitOf(cloud, 'vpcs')],
    project: [cloud.projects.size, Infinity],
  } as const
  const text = (count: number) => (Number.isFinite(count) ? String(count) : 'Unlimited')
  const fields = Object.entries(counts).flatMap(([name, [total, limit]]): [string, string | number][] => [
    [`${name}total`, total],
    [`${name}limit`, text(limit)],
    [`${name}available`, text(limit - total)],
  ])
  return {
    ...Object.fromEntries(fields),
    vmrunning: machines.filter((machine) => stateOf(machine) === 'Running').length,
    vmstopped: machines.filter((machine) => stateOf(machine) === 'Stopped').length,
  }
}

const ownTemplates = ({ templates }: CloudStack): number =>
  [...templates.values()].filter(({ builtIn }) => !builtIn).length
