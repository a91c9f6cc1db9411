export {
  type GoogleClient,
  type GoogleClientParts,
  type GoogleRequest,
  googleClient,
  pathOf,
  type Query,
  send,
} from './client.ts'
export type {
  AccessToken,
  GivenToken,
  GoogleCredentials,
  ServiceAccountKey,
  TokenGiver,
} from './credentials.ts'
export {
  checkHandle,
  getOperation,
  handleOf,
  type OperationWire,
  waitForOperation,
} from './operations.ts'
export { checkGoogleOptions, checkProject, type GoogleOptions } from './options.ts'
export { type List, list, listPage } from './pages.ts'
