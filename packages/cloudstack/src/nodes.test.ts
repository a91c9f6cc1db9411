import nock from 'nock'
import { describe, expect, it } from 'vitest'
import { waitForJob } from './index.ts'
import { answer, done, listed, machine, mockedDriver, refuse, zone } from './testing/mock-cloudstack.ts'

const options = { name: 'Web 1', size: 'so-1', image: 't-1' }
const rejected = (work: Promise<unknown>) =>
  work.then(
    () => expect.unreachable(),
    (error: unknown) => error,
  )
const show = (more?: object) => listed('listVirtualMachines', 'virtualmachine', machine(more))
const showNone = () => listed('listVirtualMachines', 'virtualmachine')

describe('a node', () => {
  it('is made of a virtual machine', async () => {
    show({
      nic: [
        { id: 'n-1', networkid: 'net-1', ipaddress: '10.1.1.7', publicip: '203.0.113.9' },
        { id: 'n-2', networkid: 'net-2', ipaddress: '198.51.100.4', ip6address: '2001:db8::4' },
      ],
      tags: [
        { key: 'role', value: 'web' },
        { key: 'cloud-intent', value: 'x' },
      ],
    })
    expect(await mockedDriver().getNode('vm-1')).toMatchObject({
      kind: 'node',
      id: 'vm-1',
      name: 'web-1',
      state: 'running',
      publicIps: ['203.0.113.9', '198.51.100.4', '2001:db8::4'],
      privateIps: ['10.1.1.7'],
      size: 'so-1',
      image: 't-1',
      location: 'z-1',
      createdAt: '2026-11-29T07:00:00+00:00',
      tags: { role: 'web' },
    })
  })

  it.each([
    ['Starting', 'starting'],
    ['Running', 'running'],
    ['Migrating', 'running'],
    ['Stopping', 'stopping'],
    ['Stopped', 'stopped'],
    ['Shutdown', 'stopped'],
    ['Restoring', 'updating'],
    ['Destroyed', 'terminated'],
    ['Expunging', 'terminated'],
    ['Error', 'error'],
    ['Unknown', 'unknown'],
    ['Dreaming', 'unknown'],
  ])('that is %s is %s', async (state, expected) => {
    show({ state })
    expect((await mockedDriver().getNode('vm-1')).state).toBe(expected)
  })

  it('is not found where the list is empty, and where its id is refused', async () => {
    showNone()
    expect(await rejected(mockedDriver().getNode('vm-2'))).toMatchObject({ code: 'not-found' })
    refuse('listVirtualMachines', 431, { cserrorcode: 9999 })
    expect(await rejected(mockedDriver().getNode('no id'))).toMatchObject({
      code: 'not-found',
      operation: 'listVirtualMachines',
    })
  })
})

describe('createNode', () => {
  it('deploys by a form, waits for the job, tags, and tells the job', async () => {
    listed('listZones', 'zone', zone)
    const deploy = answer('deployVirtualMachine', { id: 'vm-1', jobid: 'j-1' })
    done('j-1', { virtualmachine: machine({ password: 'hidden' }) })
    const tag = answer('createTags', { jobid: 'j-2' })
    done('j-2')
    show({ tags: [{ key: 'role', value: 'web' }] })
    const driver = mockedDriver({ network: 'net-1' })
    const native = { affinityGroups: ['a', 'b'], cpuNumber: 2, memoryMiB: 2048, start: false }
    const node = await driver.createNode({ ...options, userData: 'héllo', tags: { role: 'web' }, native })
    const { name = '', ...sent } = deploy.sent.parameters
    expect(name).toMatch(/^Web-1-[0-9a-z]{12}$/)
    expect(sent).toEqual({
      displayname: 'Web 1',
      serviceofferingid: 'so-1',
      templateid: 't-1',
      zoneid: 'z-1',
      networkids: 'net-1',
      affinitygroupids: 'a,b',
      'details[0].cpuNumber': '2',
      'details[0].memory': '2048',
      startvm: 'false',
      userdata: Buffer.from('héllo').toString('base64'),
    })
    expect(tag.sent.parameters).toEqual({
      resourceids: 'vm-1',
      resourcetype: 'UserVm',
      'tags[0].key': 'role',
      'tags[0].value': 'web',
    })
    expect(node).toMatchObject({ id: 'vm-1', tags: { role: 'web' }, native: { operation: 'j-1' } })
    expect(JSON.stringify(node)).not.toContain('hidden')
  })

  it('tells the node as the job does, but for its password, which is no plain value', async () => {
    listed('listZones', 'zone', zone)
    answer('deployVirtualMachine', { id: 'vm-1', jobid: 'j-1' })
    done('j-1', { virtualmachine: machine({ password: 'hidden' }) })
    const node = await mockedDriver().createNode(options)
    expect(node).toMatchObject({ id: 'vm-1', state: 'running', native: { operation: 'j-1' } })
    expect(JSON.stringify(node)).not.toContain('hidden')
  })

  it('registers the keys that the account lacks for as long as it takes', async () => {
    const key = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIF8ghGRcuGKjQFlXAmiuIN3Pn0Jd2Nxr2YwKUXwj2kJa me'
    listed('listZones', 'zone', zone)
    const look = listed('listSSHKeyPairs', 'sshkeypair')
    const register = answer('registerSSHKeyPair', { keypair: { name: 'x', fingerprint: 'y' } })
    const deploy = answer('deployVirtualMachine', { id: 'vm-1', jobid: 'j-1' })
    done()
    const remove = answer('deleteSSHKeyPair', { success: true })
    show()
    await mockedDriver().createNode({ ...options, authorizedKeys: [`${key}\n`] })
    const { fingerprint = '' } = look.sent.parameters
    const name = `cloud-${fingerprint.replaceAll(':', '')}`
    expect(fingerprint).toMatch(/^([0-9a-f]{2}:){15}[0-9a-f]{2}$/)
    expect(register.sent.parameters).toEqual({ name, publickey: key })
    expect(deploy.sent.parameters.keypair).toBe(name)
    expect(remove.sent.parameters).toEqual({ name })
  })

  it('is invalid, before it is sent, for what the zone cannot serve', async () => {
    listed('listZones', 'zone', { ...zone, networktype: 'Basic' })
    const basic = mockedDriver().createNode({ ...options, native: { networks: ['net-1'] } })
    expect(await rejected(basic)).toMatchObject({ code: 'invalid', outcome: 'not-applied' })
    listed('listZones', 'zone', zone)
    const advanced = mockedDriver().createNode({ ...options, native: { securityGroups: ['sg-1'] } })
    expect(await rejected(advanced)).toMatchObject({ code: 'invalid', outcome: 'not-applied' })
  })

  it('takes the first zone there is, or its own by name', async () => {
    for (const [own, zones] of [
      [undefined, [zone]],
      ['Zone 1', [{ ...zone, id: 'z-2', name: 'Zone 2' }, zone]],
    ] as const) {
      listed('listZones', 'zone', ...zones)
      const deploy = answer('deployVirtualMachine', { id: 'vm-1', jobid: 'j-1' })
      done()
      show()
      await mockedDriver({ zone: own }).createNode(options)
      expect(deploy.sent.parameters.zoneid).toBe('z-1')
    }
  })

  it('finds a machine whose answer was lost by its host name, and waits for its job', async () => {
    listed('listZones', 'zone', zone)
    let name = ''
    nock('https://cloud.example.com')
      .post('/client/api', (body: Record<string, string>) => {
        if (body.command === 'deployVirtualMachine') name = body.name ?? ''
        return body.command === 'deployVirtualMachine'
      })
      .replyWithError('lost')
    nock('https://cloud.example.com')
      .post('/client/api', ({ command, keyword }: Record<string, string>) => {
        return command === 'listVirtualMachines' && name.endsWith(`-${keyword}`)
      })
      .reply(200, () => {
        const found = [machine({ id: 'vm-0' }), machine({ name, jobid: 'j-1', state: 'Starting' })]
        return { listvirtualmachinesresponse: { count: 2, virtualmachine: found } }
      })
    done('j-1')
    show()
    expect(await mockedDriver().createNode(options)).toMatchObject({
      id: 'vm-1',
      native: { operation: 'j-1' },
    })
  })

  it('removes what is left of a machine that could not be made, and tells why', async () => {
    listed('listZones', 'zone', zone)
    answer('deployVirtualMachine', { id: 'vm-1', jobid: 'j-1' })
    const jobresult = { errorcode: 533, cserrorcode: 4335, errortext: 'No room' }
    answer('queryAsyncJobResult', { jobid: 'j-1', jobstatus: 2, jobresultcode: 530, jobresult })
    show({ state: 'Error' })
    const destroy = answer('destroyVirtualMachine', { jobid: 'j-2' })
    done('j-2')
    expect(await rejected(mockedDriver().createNode(options))).toMatchObject({
      code: 'capacity',
      outcome: 'not-applied',
      providerCode: '533/4335',
      details: { jobId: 'j-1' },
    })
    expect(destroy.sent.parameters).toEqual({ id: 'vm-1' })
  })

  it('tells the node and the job where the job could not be waited for', async () => {
    listed('listZones', 'zone', zone)
    answer('deployVirtualMachine', { id: 'vm-1', jobid: 'j-1' })
    for (let looks = 0; looks < 20; looks += 1) answer('queryAsyncJobResult', { jobid: 'j-1', jobstatus: 0 })
    const error = await rejected(mockedDriver().createNode(options, { timeoutMs: 20_000 }))
    expect(error).toMatchObject({
      code: 'timeout',
      outcome: 'applied',
      details: { jobId: 'j-1', nodeId: 'vm-1' },
    })
    nock.cleanAll()
    done('j-1', { virtualmachine: machine({ password: 'hidden' }) })
    const job = await waitForJob(mockedDriver(), 'j-1')
    expect(job).toMatchObject({ kind: 'job', id: 'j-1', state: 'completed' })
    expect(job.password?.reveal()).toBe('hidden')
    expect(JSON.stringify(job)).not.toContain('hidden')
  })
})

describe('switching a node', () => {
  it.each([
    ['startNode', 'Stopped', 'startVirtualMachine'],
    ['stopNode', 'Running', 'stopVirtualMachine'],
    ['rebootNode', 'Running', 'rebootVirtualMachine'],
  ] as const)('%s of one that is %s is %s, and its job is waited for', async (member, state, command) => {
    show({ state })
    const action = answer(command, { jobid: 'j-1' })
    answer('queryAsyncJobResult', { jobid: 'j-1', jobstatus: 0 })
    done()
    await mockedDriver()[member]('vm-1')
    expect(action.sent).toEqual({ parameters: { id: 'vm-1' } })
  })

  it('asks for nothing where it is so already, and is a conflict in other states', async () => {
    show({ state: 'Running' })
    await mockedDriver().startNode('vm-1')
    show({ state: 'Stopped' })
    await mockedDriver().stopNode('vm-1')
    show({ state: 'Stopped' })
    expect(await rejected(mockedDriver().rebootNode('vm-1'))).toMatchObject({
      code: 'conflict',
      outcome: 'not-applied',
    })
    show()
    refuse('rebootVirtualMachine', 431)
    expect(await rejected(mockedDriver().rebootNode('vm-1'))).toMatchObject({ code: 'conflict' })
  })

  it('finds the job of an answer that was lost, and does not ask for it again', async () => {
    show()
    answer('rebootVirtualMachine', {}, 502)
    const job = {
      jobid: 'j-9',
      jobstatus: 0,
      cmd: 'org.apache.cloudstack.api.command.user.vm.RebootVMCmd',
      jobinstanceid: 'vm-1',
      created: '2999-01-01T00:00:00+0000',
    }
    const others = [
      { ...job, jobid: 'j-7', jobinstanceid: 'vm-2' },
      { ...job, jobid: 'j-8', created: '1999-01-01T00:00:00+0000' },
    ]
    listed('listAsyncJobs', 'asyncjobs', ...others, job)
    const wait = done('j-9')
    await mockedDriver().rebootNode('vm-1')
    expect(wait.sent.parameters).toEqual({ jobid: 'j-9' })
  })

  it('tells the server’s code where the job fails', async () => {
    show()
    answer('stopVirtualMachine', { jobid: 'j-1' })
    const jobresult = { errorcode: 530, errortext: 'The host is away' }
    answer('queryAsyncJobResult', { jobid: 'j-1', jobstatus: 2, jobresultcode: 530, jobresult })
    expect(await rejected(mockedDriver().stopNode('vm-1'))).toMatchObject({
      code: 'failed',
      outcome: 'unknown',
      providerCode: '530',
      message: expect.stringContaining('The host is away'),
      details: { jobId: 'j-1' },
    })
  })
})

describe('destroyNode', () => {
  it('resolves where it is gone already, though it is shown', async () => {
    show({ state: 'Destroyed' })
    await mockedDriver().destroyNode('vm-1')
  })

  it('of one that is protected is a conflict', async () => {
    show()
    refuse('destroyVirtualMachine', 431)
    expect(await rejected(mockedDriver().destroyNode('vm-1'))).toMatchObject({
      code: 'conflict',
      outcome: 'not-applied',
    })
  })
})
