import {
  associateRouteTable,
  attachInternetGateway,
  createRoute,
  createRouteTable,
  deleteRoute,
  deleteRouteTable,
  disassociateRouteTable,
  type Ec2,
  getRouteTable,
  listRouteTables,
  replaceRoute,
  replaceRouteTableAssociation,
} from '@cloud/ec2'
import { newNetwork, type Operation, wholeNetwork } from './given.ts'

const to = '0.0.0.0/0'

async function tableWithRoute(driver: Ec2) {
  const { gateway, network, table } = await wholeNetwork(driver)
  await attachInternetGateway(driver, gateway, { network })
  await createRoute(driver, table, { to, internetGateway: gateway })
  return { table, gateway }
}

async function association(driver: Ec2) {
  const { network, subnet, table } = await wholeNetwork(driver)
  return { network, id: await associateRouteTable(driver, table, { subnet }) }
}

const tables: readonly Operation[] = [
  {
    name: 'listRouteTables',
    operation: 'DescribeRouteTables',
    repeat: 'read',
    given: async (driver) => () => listRouteTables(driver).toArray(),
  },
  {
    name: 'getRouteTable',
    operation: 'DescribeRouteTables',
    repeat: 'read',
    given: async (driver) => {
      const { table } = await wholeNetwork(driver)
      return () => getRouteTable(driver, table)
    },
  },
  {
    name: 'createRouteTable',
    operation: 'CreateRouteTable',
    repeat: 'token',
    given: async (driver) => {
      const network = await newNetwork(driver)
      return () => createRouteTable(driver, { network })
    },
    effect: ['+routeTable', '+routes'],
  },
  {
    name: 'deleteRouteTable',
    operation: 'DeleteRouteTable',
    repeat: 'idempotent',
    given: async (driver) => {
      const { table } = await wholeNetwork(driver)
      return () => deleteRouteTable(driver, table)
    },
    effect: ['-routeTable', '-routes'],
  },
  {
    name: 'associateRouteTable',
    operation: 'AssociateRouteTable',
    repeat: 'named',
    second: 'right',
    given: async (driver) => {
      const { subnet, table } = await wholeNetwork(driver)
      return () => associateRouteTable(driver, table, { subnet })
    },
    effect: ['~routes.associations'],
  },
  {
    name: 'replaceRouteTableAssociation',
    operation: 'ReplaceRouteTableAssociation',
    repeat: 'named',
    second: 'not-found',
    looksFirst: true,
    given: async (driver) => {
      const { id, network } = await association(driver)
      const table = await createRouteTable(driver, { network })
      return () => replaceRouteTableAssociation(driver, id, table)
    },
    effect: ['~routes.associations', '~routes.associations'],
  },
  {
    name: 'disassociateRouteTable',
    operation: 'DisassociateRouteTable',
    repeat: 'idempotent',
    given: async (driver) => {
      const { id } = await association(driver)
      return () => disassociateRouteTable(driver, id)
    },
    effect: ['~routes.associations'],
  },
]

export const routes: readonly Operation[] = [
  ...tables,
  {
    name: 'createRoute',
    operation: 'CreateRoute',
    repeat: 'named',
    given: async (driver) => {
      const { gateway, network, table } = await wholeNetwork(driver)
      await attachInternetGateway(driver, gateway, { network })
      return () => createRoute(driver, table, { to, internetGateway: gateway })
    },
    effect: ['~routes.routes'],
  },
  {
    name: 'replaceRoute',
    operation: 'ReplaceRoute',
    repeat: 'idempotent',
    given: async (driver) => {
      const { table, gateway } = await tableWithRoute(driver)
      return () => replaceRoute(driver, table, { to, internetGateway: gateway })
    },
  },
  {
    name: 'deleteRoute',
    operation: 'DeleteRoute',
    repeat: 'idempotent',
    given: async (driver) => {
      const { table } = await tableWithRoute(driver)
      return () => deleteRoute(driver, table, to)
    },
    effect: ['~routes.routes'],
  },
]
