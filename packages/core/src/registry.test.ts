import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { getDriver } from './registry.ts'
import { failure } from './testing/operations.ts'

let project = ''
const install = async (name: string, source: string) => {
  const folder = join(project, 'node_modules', name)
  await mkdir(folder, { recursive: true })
  const manifest = { name, version: '1.0.0', type: 'module', exports: './index.js' }
  await writeFile(join(folder, 'package.json'), JSON.stringify(manifest))
  await writeFile(join(folder, 'index.js'), source)
}

beforeAll(async () => {
  project = await realpath(await mkdtemp(join(tmpdir(), 'cloud-project-')))
  await writeFile(join(project, 'package.json'), '{}')
  await install('@cloud/both', "export const from = '@cloud/both'; export const compute = () => ({})")
  await install('cloud-driver-both', "export const from = 'cloud-driver-both'")
  await install('cloud-driver-acme', "export const from = 'cloud-driver-acme'")
  await install('@acme/cloud', "export const from = '@acme/cloud'")
  await install('plain-cloud', "export const from = 'plain-cloud'")
  await install('cloud-driver-broken', "import 'not-installed-anywhere'")
})
afterAll(() => rm(project, { recursive: true }))

const here = () => join(project, 'app.js')

describe('getDriver', () => {
  it.each([
    ['both', '@cloud/both'],
    ['acme', 'cloud-driver-acme'],
    ['@acme/cloud', '@acme/cloud'],
    ['cloud-driver-acme', 'cloud-driver-acme'],
    ['plain-cloud', 'plain-cloud'],
  ])('loads %s from the package %s of the project', async (name, from) => {
    expect(await getDriver(name, here())).toMatchObject({ from })
  })

  it('gives the package’s own exports', async () => {
    expect((await getDriver('both', here())).compute).toBeTypeOf('function')
  })

  it('takes the project as a path, a URL or the text of one', async () => {
    const url = pathToFileURL(here())
    const drivers = await Promise.all([here(), url, url.href].map((from) => getDriver('acme', from)))
    expect(new Set(drivers).size).toBe(1)
  })

  it('looks into folders above', async () => {
    expect(await getDriver('acme', join(project, 'src', 'deep', 'app.js'))).toMatchObject({
      from: 'cloud-driver-acme',
    })
  })

  it('says what to install where there is none', async () => {
    expect(await failure(getDriver('nimbus', here()))).toMatchObject({
      code: 'not-found',
      message:
        'There is no driver named nimbus: none of @cloud/nimbus, cloud-driver-nimbus, nimbus is installed',
      hint: 'npm install @cloud/nimbus, or of another publisher cloud-driver-nimbus',
    })
    expect(await failure(getDriver('@other/nimbus', here()))).toMatchObject({
      code: 'not-found',
      hint: 'npm install @other/nimbus',
    })
  })

  it('looks in the current folder unless it is told where', async () => {
    expect(await failure(getDriver('acme'))).toMatchObject({ code: 'not-found' })
  })

  it.each(['dns', 'http', 'os'])('does not take Node’s own module %s for a driver', async (name) => {
    expect(await failure(getDriver(name, here()))).toMatchObject({ code: 'not-found' })
  })

  it('does not hide that a driver cannot be loaded', async () => {
    const error = await failure(getDriver('broken', here()))
    expect(error).toMatchObject({ message: expect.stringMatching(/not-installed-anywhere/) })
    expect(error).not.toMatchObject({ code: 'not-found' })
  })

  it.each([
    '',
    '../evil',
    './x',
    '/etc/x',
    'node:fs',
    'file:///x',
    'a/b',
    'EC2',
    'x y',
    '@cloud/',
    undefined,
    7,
  ])('refuses the name %o', async (name) => {
    expect(await failure(getDriver(name as string, here()))).toMatchObject({ code: 'invalid' })
  })

  it('refuses a place that is none', async () => {
    for (const from of ['app.js', 'file://other-host/x', new URL('https://example.com/app.js')]) {
      expect(await failure(getDriver('acme', from))).toMatchObject({ code: 'invalid' })
    }
  })
})
