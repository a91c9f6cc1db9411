import { convertImage, createCustomImage, renameImage } from '@cloud/digitalocean'
import { newBackup, newImage, newNode, type Operation } from './given.ts'

export const images: readonly Operation[] = [
  {
    name: 'getImage',
    operation: 'images_get',
    repeat: 'read',
    given: async (driver) => () => driver.getImage('debian-12-x64'),
  },
  {
    name: 'createImage',
    operation: 'dropletActions_post',
    repeat: 'lookup',
    looksFirst: true,
    given: async (driver) => {
      const node = await newNode(driver)
      return () => driver.createImage({ node, name: 'one' })
    },
    effect: ['+image'],
  },
  {
    name: 'copyImage',
    operation: 'imageActions_post',
    repeat: 'lookup',
    looksFirst: true,
    given: async (driver) => {
      const image = await newImage(driver)
      return () => driver.copyImage(image, { location: 'nyc3' })
    },
  },
  {
    name: 'deleteImage',
    operation: 'images_delete',
    repeat: 'idempotent',
    looksFirst: true,
    given: async (driver) => {
      const image = await newImage(driver)
      return () => driver.deleteImage(image)
    },
    effect: ['-image'],
  },
  {
    name: 'createCustomImage',
    operation: 'images_create_custom',
    repeat: 'lookup',
    given: async (driver) => () =>
      createCustomImage(driver, { name: 'one', url: 'https://example.com/one.qcow2' }),
    effect: ['+image', '+tag'],
  },
  {
    name: 'renameImage',
    operation: 'images_update',
    repeat: 'idempotent',
    looksFirst: true,
    given: async (driver) => {
      const image = await newImage(driver)
      return () => renameImage(driver, image, 'two')
    },
    effect: ['~image.name'],
  },
  {
    name: 'convertImage',
    operation: 'imageActions_post',
    repeat: 'lookup',
    looksFirst: true,
    given: async (driver, clock) => {
      const backup = await newBackup(driver, clock)
      return () => convertImage(driver, backup)
    },
    effect: ['~image.type'],
  },
]
