import { describe, expect, it } from 'vitest'
import { getNodeMetadata } from './index.ts'
import { answer, done, instance, mockedDriver, operation, refuse } from './testing/mock-gce.ts'

const zone = 'zones/europe-west1-b'
const show = (status: string, more: object = {}) =>
  answer(`GET /${zone}/instances/web-1`, 200, instance('web-1', { status, ...more }))
const wanted = { name: 'web-1', size: 'e2-micro', image: 'debian-cloud/debian-12-v1' }

describe('an instance as a node', () => {
  it('has its addresses, its size, the image that it was made from and the tags of the caller', async () => {
    show('RUNNING')
    expect(await mockedDriver().getNode('europe-west1-b/web-1')).toMatchObject({
      kind: 'node',
      id: 'europe-west1-b/web-1',
      name: 'web-1',
      state: 'running',
      publicIps: ['203.0.113.9'],
      privateIps: ['10.132.0.2'],
      size: 'e2-micro',
      image: 'debian-cloud/debian-12-v1',
      location: 'europe-west1-b',
      createdAt: '2026-01-01T08:00:00.000Z',
      tags: { role: 'web' },
    })
  })

  it.each([
    ['PENDING', 'pending'],
    ['PROVISIONING', 'pending'],
    ['STAGING', 'starting'],
    ['RUNNING', 'running'],
    ['REPAIRING', 'updating'],
    ['PENDING_STOP', 'stopping'],
    ['STOPPING', 'stopping'],
    ['SUSPENDING', 'stopping'],
    ['SUSPENDED', 'suspended'],
    ['STOPPED', 'stopped'],
    ['TERMINATED', 'stopped'],
    ['DEPROVISIONING', 'terminating'],
    ['constructor', 'unknown'],
  ])('that is %s is %s', async (status, state) => {
    show(status)
    expect((await mockedDriver().getNode('europe-west1-b/web-1')).state).toBe(state)
  })

  it('does not tell what its user data and scripts are, which may hold secrets', async () => {
    const items = [
      { key: 'user-data', value: 'hidden' },
      { key: 'ssh-keys', value: 'cloud:ssh-ed25519 AAAA' },
    ]
    show('RUNNING', { metadata: { fingerprint: 'bWV0YQ==', items } })
    const { native } = await mockedDriver().getNode('europe-west1-b/web-1')
    expect(native.metadata).toEqual({ fingerprint: 'bWV0YQ==', items: [{ key: 'user-data' }, items[1]] })
    show('RUNNING', { metadata: { items } })
    const whole = await getNodeMetadata(mockedDriver(), 'europe-west1-b/web-1')
    expect(whole['user-data']).toBe('hidden')
  })

  it('is not looked for under an id that cannot be one', async () => {
    for (const id of ['web-1', '../web-1', 'europe-west1-b/Web', 'europe-west1/web-1', 'a/b', 'a-b/c/d']) {
      const gone = { code: 'not-found', provider: 'gce', outcome: 'not-applied' }
      await expect(mockedDriver().getNode(id)).rejects.toMatchObject(gone)
    }
  })

  it('is not there where there is no such zone, which the API calls an invalid field', async () => {
    refuse(`GET /${zone}/instances/web-1`, 400, 'invalid', "Invalid value for field 'zone'. Unknown zone.")
    refuse(`GET /${zone}`, 404, 'notFound')
    await expect(mockedDriver().getNode('europe-west1-b/web-1')).rejects.toMatchObject({ code: 'not-found' })
  })
})

describe('createNode', () => {
  it('asks for a disk of the image, an address, keys of the user and user data, and waits for the operation', async () => {
    const running = operation(zone, { status: 'RUNNING', progress: 0 })
    const sent = answer(`POST /${zone}/instances`, 200, running)
    answer(`GET /${zone}/operations/${running.name}`, 200, { ...running, progress: 50 })
    answer(`GET /${zone}/operations/${running.name}`, 200, { ...running, status: 'DONE', progress: 100 })
    show('RUNNING')
    const key = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJdD7y3aLq454yWBdwLWbieU1ebz9/cu7/QEXn9OIeZJ me'
    const node = await mockedDriver().createNode({
      ...wanted,
      authorizedKeys: [key],
      userData: '#cloud-config\n',
      tags: { role: 'web' },
      native: { networkTags: ['http-server'], spot: true, bootDisk: { sizeGiB: 20, type: 'pd-ssd' } },
    })
    expect(node.native.operation).toBe(`projects/my-project/${zone}/operations/${running.name}`)
    expect(sent.query.get('requestId')).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    )
    expect(sent.body).toEqual({
      name: 'web-1',
      machineType: `${zone}/machineTypes/e2-micro`,
      disks: [
        {
          boot: true,
          autoDelete: true,
          initializeParams: {
            sourceImage: 'projects/debian-cloud/global/images/debian-12-v1',
            diskSizeGb: '20',
            diskType: `${zone}/diskTypes/pd-ssd`,
          },
        },
      ],
      networkInterfaces: [
        {
          network: 'global/networks/default',
          accessConfigs: [{ type: 'ONE_TO_ONE_NAT', name: 'External NAT' }],
        },
      ],
      metadata: {
        items: [
          { key: 'enable-guest-attributes', value: 'TRUE' },
          { key: 'ssh-keys', value: `cloud:${key}` },
          { key: 'user-data', value: '#cloud-config\n' },
          { key: 'cloud-image', value: 'debian-cloud/debian-12-v1' },
        ],
      },
      tags: { items: ['http-server'] },
      scheduling: {
        provisioningModel: 'SPOT',
        preemptible: true,
        automaticRestart: false,
        onHostMaintenance: 'TERMINATE',
      },
      labels: {
        role: 'web',
        'cloud-intent': expect.stringMatching(/^[0-9a-f]{32}$/),
        'cloud-digest': expect.stringMatching(/^[0-9a-f]{32}$/),
      },
    })
  })

  it('repeats its requestId where the answer was lost, and in another process with the same key', async () => {
    const ids: (string | null)[] = []
    for (const driver of [mockedDriver(), mockedDriver()]) {
      answer('GET /aggregated/instances', 200, {})
      const lost = answer(`POST /${zone}/instances`, 503, { error: { code: 503 } })
      const sent = done(`POST /${zone}/instances`)
      show('RUNNING')
      await driver.createNode({ ...wanted, idempotencyKey: 'one' })
      ids.push(lost.query.get('requestId'), sent.query.get('requestId'))
    }
    expect(new Set(ids).size).toBe(1)
  })

  it('gives what bears the name where this very call made it, and else tells that the name is taken', async () => {
    const other = refuse(`POST /${zone}/instances`, 409, 'alreadyExists')
    show('RUNNING')
    await expect(mockedDriver().createNode(wanted)).rejects.toMatchObject({
      code: 'already-exists',
      outcome: 'not-applied',
    })
    const { labels } = other.body as { labels: object }
    expect(Object.keys(labels)).toEqual(['cloud-intent', 'cloud-digest'])
  })

  it.each([
    ['ZONE_RESOURCE_POOL_EXHAUSTED', 'capacity'],
    ['QUOTA_EXCEEDED', 'quota'],
    ['RESOURCE_NOT_READY', 'conflict'],
    ['PERMISSIONS_ERROR', 'forbidden'],
    ['SOMETHING_NEW', 'failed'],
  ])('whose operation fails with %s rejects with %s', async (code, ours) => {
    const error = { errors: [{ code, message: 'It failed.' }] }
    done(`POST /${zone}/instances`, zone, { error, httpErrorStatusCode: 400 })
    await expect(mockedDriver().createNode(wanted)).rejects.toMatchObject({
      code: ours,
      providerCode: code,
      outcome: 'not-applied',
      operation: 'compute.instances.insert',
    })
  })

  it('says what of what it names is not there', async () => {
    refuse(`POST /${zone}/instances`, 400, 'invalid', 'The referenced resource does not exist.')
    answer(`GET /${zone}`, 200, {})
    refuse(`GET /${zone}/machineTypes/e2-micro`, 404, 'notFound')
    const error = mockedDriver().createNode(wanted)
    await expect(error).rejects.toMatchObject({
      code: 'not-found',
      message: expect.stringContaining('size e2-micro'),
    })
  })

  it('refuses what Compute Engine has not before anything is sent', async () => {
    const driver = mockedDriver()
    const wrong = [
      { name: 'Web' },
      { name: '1-web' },
      { tags: { Role: 'web' } },
      { tags: { role: 'Web' } },
      { tags: { 'cloud-intent': 'x' } },
      { native: { user: 'root:x' } },
      { native: { metadata: { 'a b': '' } } },
      { native: { networkTags: ['HTTP'] } },
      { native: { gpus: [{ type: 'nvidia-tesla-t4', count: 0 }] } },
      { userData: 'x'.repeat(262_145) },
    ]
    for (const one of wrong)
      await expect(driver.createNode({ ...wanted, ...one }), JSON.stringify(one)).rejects.toMatchObject({
        code: 'invalid',
      })
  })

  it('without a zone, of the call or the driver, is invalid', async () => {
    await expect(mockedDriver({ zone: undefined }).createNode(wanted)).rejects.toMatchObject({
      code: 'invalid',
    })
  })
})

describe('what is done to a node', () => {
  it.each([
    ['startNode', 'start', 'TERMINATED'],
    ['stopNode', 'stop', 'RUNNING'],
    ['rebootNode', 'reset', 'RUNNING'],
  ] as const)('%s asks for %s of one that is %s', async (member, method, status) => {
    show(status)
    const sent = done(`POST /${zone}/instances/web-1/${method}`)
    await mockedDriver()[member]('europe-west1-b/web-1')
    expect(sent.query.get('requestId')).not.toBeNull()
  })

  it.each([
    ['startNode', 'SUSPENDED'],
    ['startNode', 'STOPPING'],
    ['stopNode', 'SUSPENDED'],
    ['rebootNode', 'TERMINATED'],
  ] as const)('%s of one that is %s is a conflict', async (member, status) => {
    show(status)
    await expect(mockedDriver()[member]('europe-west1-b/web-1')).rejects.toMatchObject({
      code: 'conflict',
      outcome: 'not-applied',
    })
  })

  it('destroyNode of a protected node is a conflict', async () => {
    refuse(`DELETE /${zone}/instances/web-1`, 412, 'conditionNotMet')
    show('RUNNING', { deletionProtection: true })
    await expect(mockedDriver().destroyNode('europe-west1-b/web-1')).rejects.toMatchObject({
      code: 'conflict',
    })
  })
})

describe('listNodes', () => {
  it('has the server leave out what the query does not match', async () => {
    const sent = answer('GET /aggregated/instances', 200, {
      items: { [zone]: { instances: [instance('web-1'), instance('web-2')] }, 'zones/us-east1-b': {} },
    })
    const query = { name: 'web-1', states: ['running', 'stopped'], tags: { role: 'web' } } as const
    expect((await mockedDriver().listNodes(query).toArray()).map(({ id }) => id)).toEqual([
      'europe-west1-b/web-1',
    ])
    expect(sent.query.get('filter')).toBe(
      '(name = web-1) ((status = RUNNING) OR (status = STOPPED) OR (status = TERMINATED)) (labels.role = "web")',
    )
  })

  it('names the zones that did not answer, and is not taken for whole', async () => {
    const items = {
      [zone]: { instances: [instance('web-1')] },
      'zones/us-east1-b': { warning: { code: 'UNREACHABLE', message: 'It is down.' } },
      'zones/us-east1-c': { warning: { code: 'NO_RESULTS_ON_PAGE' } },
    }
    const reply = { items, unreachables: ['projects/my-project/zones/us-east1-d'] }
    answer('GET /aggregated/instances', 200, reply)
    const pages = []
    for await (const page of mockedDriver().listNodes().pages()) pages.push(page)
    expect(pages.map(({ items: { length }, missing }) => [length, missing])).toEqual([
      [1, ['us-east1-d', 'us-east1-b']],
    ])
    answer('GET /aggregated/instances', 200, reply)
    await expect(mockedDriver().listNodes().toArray()).rejects.toMatchObject({ code: 'unavailable' })
  })

  it('asks for nothing where the query can match nothing', async () => {
    for (const query of [
      { ids: [] },
      { states: [] },
      { name: 'Web' },
      { tags: { Role: '' } },
      { states: ['terminated'] },
    ] as const)
      expect(await mockedDriver().listNodes(query).toArray()).toEqual([])
  })
})
