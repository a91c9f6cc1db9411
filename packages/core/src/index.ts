export type { Choice, Offer, Refused } from './choose/choice.ts'
export { chooseImage, type WantedImage } from './choose/choose-image.ts'
export { chooseSize, type WantedGpus, type WantedSize } from './choose/choose-size.ts'
export { type Clock, systemClock } from './clock.ts'
export type {
  CloudConfig,
  ConfigFile,
  ConfigHostKey,
  ConfigUser,
  ConfigValue,
} from './cloud-init/cloud-config.ts'
export { type UserDataLimit, type UserDataOptions, userData } from './cloud-init/fit-user-data.ts'
export { type WaitForCloudInitOptions, waitForCloudInit } from './cloud-init/wait-for-cloud-init.ts'
export { cloudConfig } from './cloud-init/write-cloud-config.ts'
export { type Abilities, type Ability, supports } from './contract/abilities.ts'
export type {
  Access,
  ConnectTo,
  HostKey,
  KnownHostKey,
  Output,
  Prepared,
  RunOptions,
  RunResult,
  Shell,
  UploadOptions,
} from './contract/access.ts'
export type { Address, Addresses, CreateAddress } from './contract/addresses.ts'
export type {
  ActiveHealthCheck,
  Algorithm,
  Algorithms,
  Certificate,
  CertificateState,
  Certificates,
  CookieStickiness,
  HealthCheck,
  HealthChecks,
  ImportCertificate,
  Listeners,
  SourceIpStickiness,
  Stickiness,
} from './contract/balancer-abilities.ts'
export type { CallOptions, Listing, Page, Ref, Resource } from './contract/call.ts'
export type {
  Architecture,
  Compute,
  CreateNode,
  Gpus,
  Image,
  ImageQuery,
  ImageState,
  Location,
  NativeOf,
  Node,
  NodeOf,
  NodeQuery,
  NodeState,
  Price,
  Size,
  SizeQuery,
} from './contract/compute.ts'
export type { Console, ConsoleOutput, HostKeys } from './contract/console.ts'
export type { CreateFirewall, Firewall, FirewallRule, Firewalls } from './contract/firewalls.ts'
export type { CreateImage, Images } from './contract/images.ts'
export type {
  CreatedKeyPair,
  CreateKeyPair,
  ImportKeyPair,
  KeyPair,
  KeyPairs,
} from './contract/key-pairs.ts'
export type {
  ActiveListener,
  Balancer,
  BalancerProtocol,
  BalancerState,
  CreateBalancer,
  Listener,
  LoadBalancers,
  Member,
  MemberState,
  MemberTarget,
  NodeTarget,
  UpdateBalancer,
} from './contract/load-balancers.ts'
export type { CreateNetwork, Network, Networks } from './contract/networks.ts'
export type { CreateNodeBatch, NodeBatches } from './contract/node-batches.ts'
export type { Power } from './contract/power.ts'
export type { Resize, ResizeNode } from './contract/resize.ts'
export type { CreateSnapshot, Snapshot, SnapshotState, Snapshots } from './contract/snapshots.ts'
export type {
  Bucket,
  BucketQuery,
  CreateBucket,
  ObjectListing,
  ObjectOf,
  ObjectPage,
  ObjectQuery,
  Storage,
} from './contract/storage.ts'
export type {
  BulkDelete,
  CopyObject,
  CopyObjects,
  CopySource,
  ObjectTags,
  SignedPart,
  SignedUrl,
  SignedUrls,
  SignUrl,
} from './contract/storage-abilities.ts'
export type {
  ByteRange,
  Checksum,
  ChecksumAlgorithm,
  Checksums,
  Content,
  ContentHeaders,
  GetObject,
  ListedObject,
  ObjectContent,
  ObjectDescription,
  ObjectRef,
  PutObject,
  ReadConditions,
  ReadObject,
  StoredObject,
  WriteConditions,
  WrittenObject,
} from './contract/storage-objects.ts'
export type {
  CompleteMultipartUpload,
  CreateMultipartUpload,
  MultipartUpload,
  MultipartUploads,
  Part,
  UploadPart,
  UploadQuery,
  UploadRef,
} from './contract/storage-uploads.ts'
export type { ObjectVersion, VersionQuery, VersionRef, Versions } from './contract/storage-versions.ts'
export type { Tags, TagTarget } from './contract/tags.ts'
export type { CreateVolume, Volume, VolumeQuery, VolumeState, Volumes } from './contract/volumes.ts'
export { type CreateNodesCall, createNodes } from './create-nodes.ts'
export type { RootOptions } from './deploy/as-root.ts'
export {
  type Companion,
  type CompanionRequest,
  newAddress,
  newFirewall,
  newVolume,
} from './deploy/companion.ts'
export {
  type DeployEvent,
  type Deployed,
  type DeployNode,
  type DeployPhase,
  deployNode,
} from './deploy/deploy-node.ts'
export { dryRun } from './deploy/dry-run.ts'
export { authorizeKey, type DirectoryOptions, directory, type FileOptions, file } from './deploy/files.ts'
export { type Interruption, interruption } from './deploy/interruption.ts'
export type { Created, Left } from './deploy/ledger.ts'
export { packages } from './deploy/packages.ts'
export { reboot } from './deploy/reboot.ts'
export { type ScriptOptions, script, scriptFile } from './deploy/script.ts'
export type { Step, StepContext, StepCourse, StepResult } from './deploy/step.ts'
export { steps } from './deploy/steps.ts'
export { template } from './deploy/template.ts'
export { type WaitForOptions, waitFor } from './deploy/wait-for.ts'
export type {
  DeployMessage,
  RequestMessage,
  RetryMessage,
  WaitMessage,
} from './diagnostics-messages.ts'
export { CloudError, type CloudErrorOptions, type ErrorCode, isCloudError, type Outcome } from './errors.ts'
export type { HttpReply, HttpRequest, SendOptions, Transport } from './http/messages.ts'
export type { RetryPolicy } from './http/retry.ts'
export type { Trace, TraceEvent } from './http/trace.ts'
export { type DispatcherLike, type UndiciOptions, undiciTransport } from './http/undici-transport.ts'
export { reveal, type Secret, secret } from './secret.ts'
export { type WhichMember, waitForDetached, waitForMember } from './wait-for-member.ts'
export { waitForNode } from './wait-for-node.ts'
export {
  waitForBalancer,
  waitForCertificate,
  waitForImage,
  waitForSnapshot,
  waitForVolume,
} from './wait-for-state.ts'
export type { WaitOptions } from './wait-until.ts'
