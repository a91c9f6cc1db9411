import { describe, expect, it } from 'vitest'
import { setAutoDelete, setNetworkTags, setNodeMetadata, setProjectMetadata, setScheduling } from './index.ts'
import { answer, done, instance, mockedDriver, refuse } from './testing/mock-gce.ts'

const zone = 'zones/europe-west1-b'
const node = 'europe-west1-b/web-1'
const show = (more: object = {}) => answer(`GET /${zone}/instances/web-1`, 200, instance('web-1', more))

describe('a node', () => {
  it('gets network tags, and is read anew where somebody else was quicker', async () => {
    show()
    refuse(`POST /${zone}/instances/web-1/setTags`, 412, 'conditionNotMet')
    show({ tags: { fingerprint: 'bmV3', items: ['other'] } })
    const sent = done(`POST /${zone}/instances/web-1/setTags`)
    await setNetworkTags(mockedDriver(), node, ['web', 'web'])
    expect(sent.body).toEqual({ items: ['web'], fingerprint: 'bmV3' })
    await expect(setNetworkTags(mockedDriver(), node, ['Web'])).rejects.toMatchObject({ code: 'invalid' })
  })

  it('gets and loses metadata, and keeps the rest', async () => {
    const items = [
      { key: 'cloud-image', value: 'a/b' },
      { key: 'old', value: 'x' },
    ]
    show({ metadata: { fingerprint: 'bWV0YQ==', items } })
    const sent = done(`POST /${zone}/instances/web-1/setMetadata`)
    await setNodeMetadata(mockedDriver(), node, { old: undefined, fresh: 'y' })
    const after = [items[0], { key: 'fresh', value: 'y' }]
    expect(sent.body).toEqual({ fingerprint: 'bWV0YQ==', items: after })
    show({ metadata: { fingerprint: 'bWV0YQ==', items } })
    await setNodeMetadata(mockedDriver(), node, { old: 'x' })
  })

  it('is scheduled otherwise, and its disks go with it or stay', async () => {
    show()
    const scheduled = done(`POST /${zone}/instances/web-1/setScheduling`)
    await setScheduling(mockedDriver(), node, { automaticRestart: false })
    expect(scheduled.body).toEqual({ automaticRestart: false })
    show()
    const kept = done(`POST /${zone}/instances/web-1/setDiskAutoDelete`)
    await setAutoDelete(mockedDriver(), { node, volume: node, autoDelete: false })
    expect(kept.query.get('autoDelete')).toBe('false')
    show()
    const other = setAutoDelete(mockedDriver(), { node, volume: 'europe-west1-b/other', autoDelete: false })
    await expect(other).rejects.toMatchObject({ code: 'conflict' })
  })
})

it('the project has metadata for all nodes', async () => {
  answer('GET ', 200, { commonInstanceMetadata: { fingerprint: 'cA==', items: [{ key: 'a', value: 'b' }] } })
  const sent = done('POST /setCommonInstanceMetadata', 'global')
  await setProjectMetadata(mockedDriver(), { c: 'd' })
  const items = [
    { key: 'a', value: 'b' },
    { key: 'c', value: 'd' },
  ]
  expect(sent.body).toEqual({ fingerprint: 'cA==', items })
})
