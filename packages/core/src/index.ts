export { type Clock, systemClock } from './clock.ts'
export { type Abilities, type Ability, supports } from './contract/abilities.ts'
export type {
  Access,
  ConnectTo,
  Output,
  Prepared,
  RunOptions,
  RunResult,
  Shell,
  UploadOptions,
} from './contract/access.ts'
export type { CallOptions, Listing, Page, Ref, Resource } from './contract/call.ts'
export type {
  Architecture,
  Compute,
  CreateNode,
  Image,
  ImageQuery,
  Location,
  NativeOf,
  Node,
  NodeOf,
  NodeQuery,
  NodeState,
  Size,
  SizeQuery,
} from './contract/compute.ts'
export type { Console, ConsoleOutput, HostKeys } from './contract/console.ts'
export type {
  CreatedKeyPair,
  CreateKeyPair,
  ImportKeyPair,
  KeyPair,
  KeyPairs,
} from './contract/key-pairs.ts'
export type { Power } from './contract/power.ts'
export { CloudError, type CloudErrorOptions, type ErrorCode, isCloudError, type Outcome } from './errors.ts'
export { reveal, type Secret, secret } from './secret.ts'
