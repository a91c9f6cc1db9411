export { invalid } from './errors.ts'
export { type FetchPage, listing } from './listing.ts'
