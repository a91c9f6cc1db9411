import { at, newObject, type Operation, olderVersion } from './given.ts'

/** What is asked by HEAD, and what is streamed. */
export const reads: readonly Operation[] = [
  {
    name: 'getObject',
    operation: 'HeadObject',
    repeat: 'read',
    given: async (driver) => {
      await newObject(driver)
      return () => driver.getObject(at)
    },
  },
  {
    name: 'readObject',
    operation: 'GetObject',
    repeat: 'read',
    given: async (driver) => {
      await newObject(driver)
      return async () => new Response((await driver.readObject(at)).body).text()
    },
  },
  {
    name: 'getVersion',
    operation: 'HeadObject',
    repeat: 'read',
    given: async (driver) => {
      const version = await olderVersion(driver)
      return () => driver.getVersion(version)
    },
  },
  {
    name: 'readVersion',
    operation: 'GetObject',
    repeat: 'read',
    given: async (driver) => {
      const version = await olderVersion(driver)
      return async () => new Response((await driver.readVersion(version)).body).text()
    },
  },
]
