import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type CloudError, isCloudError, supports } from '@cloud/core'
import { generateKeyPair } from '@cloud/ssh'
import { afterAll, describe, expect, it } from 'vitest'
import { compute, type Inventory, type StaticOptions } from './index.ts'

const folder = mkdtempSync(join(tmpdir(), 'static-'))
afterAll(() => rmSync(folder, { recursive: true }))

let files = 0
function fileOf(content: string | Uint8Array): string {
  files += 1
  const path = join(folder, `${files}.yaml`)
  writeFileSync(path, content)
  return path
}

async function failure(work: () => unknown): Promise<CloudError> {
  try {
    await work()
  } catch (error) {
    if (isCloudError(error)) return error
    throw error
  }
  throw new Error('it did not fail')
}

const publicKey = `${generateKeyPair('host').publicKey}`
const [type, body] = publicKey.split(' ')
const yaml = `# ours
nodes:
  - name: web-1
    publicIps: [203.0.113.10, "2001:db8::1"]
    tags: &web { role: web, version: "2" }
    hostKeys:
      - ${publicKey}
  - name: web-2
    id: i-2
    privateIps:
      - 10.0.0.2
    tags: *web
    state: stopped
  - { name: database, publicIps: [203.0.113.12] }
`
const inventory: Inventory = {
  nodes: [
    {
      name: 'web-1',
      publicIps: ['203.0.113.10', '2001:db8::1'],
      tags: { role: 'web', version: '2' },
      hostKeys: [publicKey],
    },
    {
      name: 'web-2',
      id: 'i-2',
      privateIps: ['10.0.0.2'],
      tags: { role: 'web', version: '2' },
      state: 'stopped',
    },
    { name: 'database', publicIps: ['203.0.113.12'] },
  ],
}

describe('an inventory', () => {
  it.each<[string, () => StaticOptions['inventory']]>([
    ['a YAML file', () => fileOf(yaml)],
    ['a JSON file, by its URL', () => pathToFileURL(fileOf(JSON.stringify(inventory, null, '\t')))],
    ['a value', () => inventory],
  ])('is %s', async (_what, given) => {
    const nodes = await compute({ inventory: given() }).listNodes().toArray()
    const native = inventory.nodes
    expect(nodes).toEqual([
      {
        ...{ kind: 'node', id: 'web-1', name: 'web-1', state: 'running', privateIps: [] },
        ...{ publicIps: ['203.0.113.10', '2001:db8::1'], tags: { role: 'web', version: '2' } },
        native: native[0],
      },
      {
        ...{ kind: 'node', id: 'i-2', name: 'web-2', state: 'stopped', publicIps: [] },
        ...{ privateIps: ['10.0.0.2'], tags: { role: 'web', version: '2' }, native: native[1] },
      },
      {
        ...{ kind: 'node', id: 'database', name: 'database', state: 'running', tags: {} },
        ...{ publicIps: ['203.0.113.12'], privateIps: [], native: native[2] },
      },
    ])
  })

  it('is what the README shows', async () => {
    const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')
    const [, shown = ''] = /```yaml\n(.*?)```/s.exec(readme) ?? []
    const machines = compute({ inventory: fileOf(shown) })
    expect(await machines.listNodes({ states: ['running'] }).toArray()).toMatchObject([{ name: 'web-1' }])
    expect(await machines.listHostKeys('web-1')).toHaveLength(1)
  })

  const one = 'nodes:\n  - name: web-1\n    publicIps: [203.0.113.10]\n'
  it.each([
    ['no YAML', 'nodes: [', '1:9: '],
    ['a key twice', `${one}    name: web-2\n`, '4:5: Map keys must be unique'],
    ['nothing', '', '1:1: the inventory must be a plain object'],
    ['a list at its top', '- name: web-1\n', '1:1: the inventory must be a plain object'],
    ['two documents', `${one}---\n${one}`, '4:1: '],
    ['a tag of YAML that is not known', 'nodes: !secret x\n', '1:8: '],
    ['no list', 'nodes: web-1\n', '1:8: nodes is "web-1": a list of machines'],
    ['more at its top', `${one}hosts: []\n`, '4:8: hosts is not known: what there may be is nodes'],
    ['a machine that is a text', 'nodes:\n  - web-1\n', '2:5: nodes[0] must be a plain object'],
    ['no name', 'nodes:\n  - publicIps: [203.0.113.10]\n', '2:5: nodes[0].name must be a string'],
    [
      'a misspelt key',
      `${one}    adress: x\n`,
      '4:13: nodes[0].adress is not known: what there may be is name,',
    ],
    ['no address', 'nodes:\n  - name: web-1\n', '2:5: nodes[0] has no address: one at least'],
    [
      'a host’s name',
      'nodes:\n  - name: a\n    publicIps: [web.example]\n',
      '3:17: nodes[0].publicIps[0] is "web.example"',
    ],
    [
      'no list of addresses',
      'nodes:\n  - name: a\n    publicIps: 203.0.113.10\n',
      '3:16: nodes[0].publicIps must be an array',
    ],
    [
      'a state that it has not',
      `${one}    state: gone\n`,
      '4:12: nodes[0].state is "gone": running or stopped',
    ],
    [
      'a tag that is a number',
      `${one}    tags: { version: 1.10 }\n`,
      '4:22: nodes[0].tags.version is 1.1: a text; in YAML',
    ],
    ['tags that are a list', `${one}    tags: [web]\n`, '4:11: nodes[0].tags must be a plain object'],
    ['what is left empty', `${one}    tags:\n`, '4:10: nodes[0].tags must be a plain object'],
    [
      'a host key of known_hosts',
      `${one}    hostKeys: ["web-1 ${type} ${body}"]\n`,
      '4:16: nodes[0].hostKeys[0]: what begins with',
    ],
    [
      'a name twice',
      `${one}  - name: web-1\n    id: b\n    publicIps: [203.0.113.11]\n`,
      '4:11: nodes[1].name is "web-1", as of nodes[0]',
    ],
    [
      'an id twice',
      `${one}  - name: web-2\n    id: web-1\n    publicIps: [203.0.113.11]\n`,
      '5:9: nodes[1].id is "web-1", as of nodes[0]',
    ],
  ])('with %s is refused, and where that is is told', async (_what, text, told) => {
    const path = fileOf(text)
    const machines = compute({ inventory: path })
    const error = await failure(() => machines.listNodes().toArray())
    expect(error).toMatchObject({ code: 'invalid', provider: 'static', details: { path } })
    expect(error.message.slice(0, path.length + told.length + 1)).toBe(`${path}:${told}`)
    const [line, column] = told.split(':').map(Number)
    expect(error.details).toMatchObject({ line, column })
  })

  it('with aliases that make it grow is refused', async () => {
    const grow = ['b', 'c', 'd'].map((to, index) => `${to}: &${to} [${`*${'abc'[index]},`.repeat(20)}]`)
    const path = fileOf(`a: &a [x]\n${grow.join('\n')}\nnodes: *d\n`)
    const error = await failure(() => compute({ inventory: path }).getNode('x'))
    expect(error).toMatchObject({
      code: 'invalid',
      message: expect.stringMatching(/alias/),
      details: { path },
    })
  })

  it('with a private key does not tell it', async () => {
    const privateKey = '-----BEGIN OPENSSH PRIVATE KEY-----\ncanary'
    const nodes = [{ name: 'a', publicIps: ['203.0.113.1'], hostKeys: [privateKey] }]
    const error = await failure(() => compute({ inventory: { nodes } }))
    expect(error).toMatchObject({ code: 'invalid', details: { place: ['nodes', 0, 'hostKeys', 0] } })
    expect(JSON.stringify(error)).not.toContain('canary')
  })

  it('that is a value is refused at once, and stays what it was', async () => {
    expect(await failure(() => compute({ inventory: { nodes: [{ name: 'a' }] } }))).toMatchObject({
      code: 'invalid',
      message: expect.stringMatching(/^nodes\[0\] has no address/),
    })
    const nodes = [{ name: 'a', publicIps: ['203.0.113.1'], tags: { role: 'web' } }]
    const machines = compute({ inventory: { nodes } })
    Object.assign(nodes[0] ?? {}, { name: 'b', publicIps: [] })
    expect(await machines.getNode('a')).toMatchObject({ name: 'a', native: { publicIps: ['203.0.113.1'] } })
  })

  it('that cannot be read is told so, and read again by the next call, and once it was read not again', async () => {
    const path = join(folder, 'later.yaml')
    const machines = compute({ inventory: path })
    expect(await failure(() => machines.getNode('web-1'))).toMatchObject({
      ...{
        code: 'invalid',
        operation: 'getNode',
        details: { path },
        message: expect.stringMatching(/ENOENT/),
      },
    })
    writeFileSync(path, yaml)
    expect(await machines.getNode('web-1')).toMatchObject({ id: 'web-1' })
    writeFileSync(path, 'nodes: []')
    expect(await machines.listNodes().toArray()).toHaveLength(3)
    expect(await compute({ inventory: path }).listNodes().toArray()).toEqual([])
    const odd = compute({ inventory: fileOf(Uint8Array.of(0x6e, 0xff)) })
    expect(await failure(() => odd.getNode('a'))).toMatchObject({ code: 'invalid' })
  })

  it.each([
    ['none', {}],
    ['a URL that is of no file', { inventory: new URL('https://example.com/inventory.yaml') }],
    ['an empty path', { inventory: '' }],
    ['another option', { inventory: { nodes: [] }, region: 'here' }],
  ])('%s is invalid', async (_what, options) => {
    expect(await failure(() => compute(options as StaticOptions))).toMatchObject({ code: 'invalid' })
  })
})

describe('the nodes', () => {
  const machines = compute({ inventory })
  it.each([
    [{ tags: { role: 'web' } }, ['web-1', 'web-2']],
    [{ tags: { role: 'web' }, states: ['running' as const] }, ['web-1']],
    [{ tags: { role: 'web', version: '3' } }, []],
    [{ tags: { constructor: 'x' } }, []],
    [{ states: [] }, []],
    [{ ids: ['i-2', 'database', 'none'] }, ['web-2', 'database']],
    [{ name: 'database' }, ['database']],
    [{ name: 'Database' }, []],
  ])('are found by %j', async (query, names) => {
    const found = await machines.listNodes(query).toArray()
    expect(found.map(({ name }) => name)).toEqual(names)
  })

  it('are found by their ids, with their host keys', async () => {
    expect(supports(machines, 'HostKeys')).toBe(true)
    expect(await machines.getNode({ id: 'i-2', kind: 'node' })).toMatchObject({ name: 'web-2' })
    expect(await machines.listHostKeys('web-1')).toEqual([`${type} ${body}`])
    expect(await failure(() => machines.listHostKeys('i-2'))).toMatchObject({
      ...{ code: 'untrusted', operation: 'listHostKeys', details: { nodeId: 'i-2' } },
    })
    expect(await failure(() => machines.getNode('web-2'))).toMatchObject({
      ...{ code: 'not-found', provider: 'static', operation: 'getNode' },
    })
    expect(await failure(() => machines.listHostKeys('web-2'))).toMatchObject({ code: 'not-found' })
  })

  it('are not looked for by a call that is wrong or aborted', async () => {
    expect(await failure(() => machines.listNodes({ tag: {} } as never))).toMatchObject({ code: 'invalid' })
    expect(await failure(() => machines.getNode('i-2', { timeout: 1 } as never))).toMatchObject({
      code: 'invalid',
    })
    const call = { signal: AbortSignal.abort() }
    expect(await failure(() => machines.getNode('i-2', call))).toMatchObject({ code: 'aborted' })
    expect(await failure(() => machines.listNodes({}, call).toArray())).toMatchObject({ code: 'aborted' })
    const pages = () => machines.listNodes().pages({ after: 'x' })[Symbol.asyncIterator]().next()
    expect(await failure(pages)).toMatchObject({ code: 'invalid' })
  })
})
