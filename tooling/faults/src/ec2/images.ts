import {
  copyImageFrom,
  deregisterImage,
  getImageAccess,
  registerImage,
  shareImage,
  unshareImage,
} from '@cloud/ec2'
import { newImage, newSnapshot, type Operation, runningNode } from './given.ts'

const friend = { accounts: ['210987654321'] } as const

export const images: readonly Operation[] = [
  {
    name: 'getImage',
    operation: 'DescribeImages',
    repeat: 'read',
    given: async (driver) => {
      const image = await newImage(driver)
      return () => driver.getImage(image)
    },
  },
  {
    name: 'createImage',
    operation: 'CreateImage',
    repeat: 'named',
    given: async (driver) => {
      const node = await runningNode(driver)
      return () => driver.createImage({ node, name: 'one' })
    },
    effect: ['+image', '+snapshot'],
  },
  {
    name: 'registerImage',
    operation: 'RegisterImage',
    repeat: 'named',
    given: async (driver) => {
      const snapshot = await newSnapshot(driver)
      return () => registerImage(driver, { name: 'one', snapshot, architecture: 'x86_64' })
    },
    effect: ['+image'],
  },
  {
    name: 'copyImage',
    operation: 'CopyImage',
    repeat: 'token',
    looksFirst: true,
    looksLast: true,
    given: async (driver) => {
      const image = await newImage(driver)
      return () => driver.copyImage(image, { location: 'eu-west-1', name: 'two' })
    },
    effect: ['+image', '+snapshot'],
  },
  {
    name: 'copyImageFrom',
    operation: 'CopyImage',
    repeat: 'token',
    looksLast: true,
    given: async (driver) => {
      const image = await newImage(driver)
      return () => copyImageFrom(driver, { image, name: 'two' })
    },
    effect: ['+image', '+snapshot'],
  },
  {
    name: 'getImageAccess',
    operation: 'DescribeImageAttribute',
    repeat: 'read',
    given: async (driver) => {
      const image = await newImage(driver)
      return () => getImageAccess(driver, image)
    },
  },
  {
    name: 'shareImage',
    operation: 'ModifyImageAttribute',
    repeat: 'idempotent',
    given: async (driver) => {
      const image = await newImage(driver)
      return () => shareImage(driver, image, friend)
    },
  },
  {
    name: 'unshareImage',
    operation: 'ModifyImageAttribute',
    repeat: 'idempotent',
    given: async (driver) => {
      const image = await newImage(driver)
      await shareImage(driver, image, friend)
      return () => unshareImage(driver, image, friend)
    },
  },
  {
    name: 'deleteImage',
    operation: 'DeregisterImage',
    repeat: 'idempotent',
    looksFirst: true,
    given: async (driver) => {
      const image = await newImage(driver)
      return () => driver.deleteImage(image)
    },
    effect: ['-image', '-snapshot'],
  },
  {
    name: 'deregisterImage',
    operation: 'DeregisterImage',
    repeat: 'idempotent',
    given: async (driver) => {
      const image = await newImage(driver)
      return () => deregisterImage(driver, image)
    },
    effect: ['-image'],
  },
]
