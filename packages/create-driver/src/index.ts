export { driverFiles, type Place } from './driver-files.ts'
export type { VersionOf } from './manifest.ts'
export {
  type Authentication,
  authentications,
  baseUrlOf,
  type DriverOptions,
  packageNameOf,
  type Service,
  services,
} from './options.ts'
export { ownVersions } from './own-versions.ts'
export { checkFolder, writeDriver } from './write-driver.ts'
