export { mapAtMost } from './at-most.ts'
export { nodeCrypto, nodeFiles, nodeNet, nodeZlib } from './builtins.ts'
export { checkList, checkNames, checkTags, checkText, idOf } from './check.ts'
export { canonicalCidr, checkCidr } from './check-cidr.ts'
export { checkClientOptions, checkFunctions, checkRuntime } from './check-client-options.ts'
export { type CheckedNode, type CreateNodeLimits, checkCreateNode } from './check-create-node.ts'
export { checkFirewallRules } from './check-firewall-rules.ts'
export { checkImageQuery } from './check-image-query.ts'
export { checkMode } from './check-mode.ts'
export { checkNodeQuery } from './check-node-query.ts'
export { checkSeconds, checkTarget, checkWhole, told } from './check-value.ts'
export { systemClock } from './clock.ts'
export {
  type CacheOptions,
  type CredentialCache,
  type CredentialProvider,
  cached,
} from './credentials/cached.ts'
export { defined } from './defined.ts'
export { publish, type Say, traced } from './diagnostics.ts'
export { clientOf, findClient, type HasClient, withClient } from './driver-client.ts'
export { CloudError, changed, invalid, isCloudError } from './errors.ts'
export { abortable, sleep, withOutcome } from './http/abortable.ts'
export type { Call } from './http/chain.ts'
export {
  type Client,
  type ClientOptions,
  type ClientParts,
  checkEndpoint,
  clientOptionNames,
  createClient,
} from './http/client.ts'
export { callScope } from './http/deadline.ts'
export { lookup, named } from './http/find-effect.ts'
export type {
  HttpDraft,
  HttpReply,
  HttpRequest,
  SendOptions,
  StreamedBody,
  Transport,
  WholeReply,
} from './http/messages.ts'
export type { Effect, ErrorFacts, Find, Operation, Repeat } from './http/operation.ts'
export { type Limiter, limiter, type RateLimit, type ReadRateLimit } from './http/rate-limit.ts'
export type { RetryPolicy } from './http/retry.ts'
export type { Trace, TraceEvent } from './http/trace.ts'
export { type DispatcherLike, type UndiciOptions, undiciTransport } from './http/undici-transport.ts'
export { keyed } from './keyed.ts'
export { type FetchPage, listing, onePage, type PagedListing, unknownPage } from './listing.ts'
export { afterWrite, beforeWrite, missing } from './looks.ts'
export { mapped } from './mapped.ts'
export { nameMatcher } from './name-matcher.ts'
export { type NewKeyPair, newKeyPair } from './new-key-pair.ts'
export { orUndone } from './or-undone.ts'
export { put } from './put.ts'
export { quoteArgument, quoteCommand } from './quote.ts'
export { readAhead } from './read-ahead.ts'
export { checkSecret, reveal, secret } from './secret.ts'
export { type Serial, serial } from './serial.ts'
export {
  type SigningCredentials,
  type SigningRequest,
  type SigningScope,
  type Sigv4Presigner,
  type Sigv4Signer,
  sigv4Presigner,
  sigv4Signer,
} from './signing/sigv4.ts'
export { checkPublicKey } from './ssh-public-key.ts'
export {
  bucketOf,
  checkKey,
  checkKeyPart,
  compareKeys,
  type KeyLimits,
  type NamedObject,
  objectOf,
  uploadOf,
  versionOf,
} from './storage/check-object.ts'
export {
  checkCompleteUpload,
  checkCopyObject,
  checkGetObject,
  checkObjectDescription,
  checkObjectQuery,
  checkPageSize,
  checkPutObject,
  checkReadObject,
  checkUploadPart,
  rangeIn,
} from './storage/check-object-options.ts'
export { checkChecksum, joinCrc32, type Summing, summing } from './storage/checksums.ts'
export { release, type Source, sourceOf } from './storage/content.ts'
export { type BodyParts, objectBody } from './storage/object-body.ts'
export { listOfTried, type Tried } from './tried.ts'
export { joinUserData } from './user-data.ts'
export { type Wait, waitUntil } from './wait-until.ts'
export { encodeRfc3986, formBody } from './wire/form.ts'
export { readJson } from './wire/json.ts'
export {
  boolean,
  flat,
  list,
  number,
  object,
  readXml,
  required,
  text,
  type XmlFlat,
  type XmlMembers,
  type XmlPresent,
  type XmlShape,
} from './wire/xml.ts'
export { withIp } from './with-ip.ts'
