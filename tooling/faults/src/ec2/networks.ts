import {
  attachInternetGateway,
  createInternetGateway,
  createSubnet,
  deleteInternetGateway,
  deleteSubnet,
  detachInternetGateway,
  getInternetGateway,
  getSubnet,
  listInternetGateways,
  listSubnets,
  modifySubnet,
} from '@cloud/ec2'
import { newNetwork, type Operation, wholeNetwork } from './given.ts'

const vpcs: readonly Operation[] = [
  {
    name: 'listNetworks',
    operation: 'DescribeVpcs',
    repeat: 'read',
    given: async (driver) => {
      await newNetwork(driver)
      return () => driver.listNetworks().toArray()
    },
  },
  {
    name: 'getNetwork',
    operation: 'DescribeVpcs',
    repeat: 'read',
    given: async (driver) => {
      const network = await newNetwork(driver)
      return () => driver.getNetwork(network)
    },
  },
  {
    name: 'createNetwork',
    operation: 'CreateVpc',
    repeat: 'lookup',
    given: async (driver) => () => newNetwork(driver),
    // With a table of routes and a firewall that are its own.
    effect: ['+firewall', '+routeTable', '+routes', '+securityGroup', '+vpc'],
  },
  {
    name: 'destroyNetwork',
    operation: 'DeleteVpc',
    repeat: 'idempotent',
    looksFirst: true,
    given: async (driver) => {
      const network = await newNetwork(driver)
      return () => driver.destroyNetwork(network)
    },
    effect: ['-firewall', '-routeTable', '-routes', '-securityGroup', '-vpc'],
  },
]

const subnets: readonly Operation[] = [
  {
    name: 'listSubnets',
    operation: 'DescribeSubnets',
    repeat: 'read',
    given: async (driver) => () => listSubnets(driver).toArray(),
  },
  {
    name: 'getSubnet',
    operation: 'DescribeSubnets',
    repeat: 'read',
    given: async (driver) => {
      const { subnet } = await wholeNetwork(driver)
      return () => getSubnet(driver, subnet)
    },
  },
  {
    name: 'createSubnet',
    operation: 'CreateSubnet',
    repeat: 'lookup',
    given: async (driver) => {
      const network = await newNetwork(driver)
      return () => createSubnet(driver, { network, cidr: '10.9.1.0/24' })
    },
    effect: ['+subnet'],
  },
  {
    name: 'modifySubnet',
    operation: 'ModifySubnetAttribute',
    repeat: 'idempotent',
    looksFirst: true,
    given: async (driver) => {
      const { subnet } = await wholeNetwork(driver)
      return () => modifySubnet(driver, subnet, { publicIpOnLaunch: true })
    },
  },
  {
    name: 'deleteSubnet',
    operation: 'DeleteSubnet',
    repeat: 'idempotent',
    given: async (driver) => {
      const { subnet } = await wholeNetwork(driver)
      return () => deleteSubnet(driver, subnet)
    },
    effect: ['-subnet'],
  },
]

const gateways: readonly Operation[] = [
  {
    name: 'listInternetGateways',
    operation: 'DescribeInternetGateways',
    repeat: 'read',
    given: async (driver) => () => listInternetGateways(driver).toArray(),
  },
  {
    name: 'getInternetGateway',
    operation: 'DescribeInternetGateways',
    repeat: 'read',
    given: async (driver) => {
      const gateway = await createInternetGateway(driver)
      return () => getInternetGateway(driver, gateway)
    },
  },
  {
    name: 'createInternetGateway',
    operation: 'CreateInternetGateway',
    repeat: 'lookup',
    given: async (driver) => () => createInternetGateway(driver),
    effect: ['+internetGateway'],
  },
  {
    name: 'attachInternetGateway',
    operation: 'AttachInternetGateway',
    repeat: 'named',
    second: 'conflict',
    given: async (driver) => {
      const { gateway, network } = await wholeNetwork(driver)
      return () => attachInternetGateway(driver, gateway, { network })
    },
    effect: ['~internetGateway.vpcId'],
  },
  {
    name: 'detachInternetGateway',
    operation: 'DetachInternetGateway',
    repeat: 'named',
    second: 'conflict',
    looksFirst: true,
    given: async (driver) => {
      const { gateway, network } = await wholeNetwork(driver)
      await attachInternetGateway(driver, gateway, { network })
      return () => detachInternetGateway(driver, gateway)
    },
    effect: ['~internetGateway.vpcId'],
  },
  {
    name: 'deleteInternetGateway',
    operation: 'DeleteInternetGateway',
    repeat: 'idempotent',
    given: async (driver) => {
      const gateway = await createInternetGateway(driver)
      return () => deleteInternetGateway(driver, gateway)
    },
    effect: ['-internetGateway'],
  },
]

export const networks: readonly Operation[] = [...vpcs, ...subnets, ...gateways]
