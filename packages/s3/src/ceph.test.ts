import { storageConformance } from '@cloud/conformance'
import nock from 'nock'
import { afterAll, beforeAll, describe, it } from 'vitest'
import { ceph, storage } from './index.ts'
import { type CephGateway, cephIsHere, startCeph } from './testing/ceph.ts'

let gateway: CephGateway | undefined
const given = (): CephGateway => {
  if (gateway === undefined) throw new Error('The gateway has not started')
  return gateway
}

if (cephIsHere) {
  beforeAll(async () => {
    // It decodes bodies by their content encoding on their way.
    nock.restore()
    gateway = await startCeph()
  }, 180_000)
  afterAll(async () => {
    nock.activate()
    await gateway?.[Symbol.asyncDispose]()
  })

  storageConformance({
    name: '@cloud/s3 on a real gateway of Ceph',
    driver: () => storage(ceph(given())),
    wrongCredentials: () =>
      storage(ceph({ ...given(), credentials: { accessKeyId: 'AKIAWRONG', secretAccessKey: 'wrong' } })),
    secrets: () => [given().credentials.secretAccessKey],
    skip: {
      'startAfter begins behind a key, which need not be there':
        'Ceph 16 leaves out a common prefix whose name comes before startAfter, whatever keys it holds',
      'An `after` that no page was the next of is invalid': 'to Ceph any text is a place in a list',
      'A put with ifMatch replaces the object of that etag and no other, or is invalid':
        'Ceph 16 answers 412 to If-Match also where the object has that ETag',
      'copyObject of a source that has changed rejects with precondition':
        'Ceph 16 passes over x-amz-copy-source-if-match',
      'completeMultipartUpload with ifNoneMatch makes no object where there is one':
        'Ceph 16 passes over conditions of a completed upload',
      'Parts that are not named are thrown away':
        'Ceph 16 refuses to complete an upload of some of its parts',
      'listMultipartUploads tells the uploads that are not over, in the order of their keys':
        'Ceph 16 orders uploads by their key and id together',
      'abortMultipartUpload throws an upload away, and resolves where there is none':
        'Ceph 16 answers 500 to the completion of an upload that is not there',
      'An upload that is not there rejects with not-found':
        'Ceph 16 answers 500 to the completion of an upload that is not there',
    },
  })
} else {
  describe('@cloud/s3 on a real gateway of Ceph', () => {
    it.skip('not run: this machine has no Ceph (radosgw, ceph-mon, ceph-osd, ceph-common)', () => {})
  })
}
