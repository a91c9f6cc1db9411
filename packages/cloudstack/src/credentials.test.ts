import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { secret } from '@cloud/core'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { cloudStack } from './brand.ts'
import { accessSource } from './credentials.ts'

let home = ''
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'cmk-'))
})
afterEach(() => rmSync(home, { recursive: true }))

/** An environment whose home is a temporary folder. */
function environment(more: NodeJS.ProcessEnv = {}, config?: string): NodeJS.ProcessEnv {
  mkdirSync(join(home, '.cmk'), { recursive: true })
  if (config !== undefined) writeFileSync(join(home, '.cmk', 'config'), config)
  return { HOME: home, ...more }
}

type Given = Parameters<typeof accessSource>[0]

async function found(given: Given = {}, env: NodeJS.ProcessEnv = environment()) {
  const { origin, path, apiKey, secretKey } = await accessSource(given, cloudStack, env)()
  return [origin + path, apiKey, secretKey.reveal()]
}

const endpoint = 'https://cloud.example.com/client/api'
const terraform = {
  CLOUDSTACK_API_URL: endpoint,
  CLOUDSTACK_API_KEY: 'key-t',
  CLOUDSTACK_SECRET_KEY: 'secret-t',
}
const cs = {
  CLOUDSTACK_ENDPOINT: 'https://cs.example.com/',
  CLOUDSTACK_KEY: 'key-c',
  CLOUDSTACK_SECRET: 'secret-c',
}
const cmk = [
  'prompt = cmk',
  'profile = work',
  '[work]',
  'url = https://work.example.com/client/api',
  'apikey = key-w',
  'secretkey = secret-w',
  '[a.b]',
  'url = https://dotted.example.com/client/api',
  'apikey = key-d',
  'secretkey = secret-d',
  '[people]',
  'url = https://people.example.com/client/api',
  'username = admin',
  'password = hidden',
].join('\n')

describe('the keys', () => {
  it('are what was given, before all else; the endpoint then that of the environment', async () => {
    const given = { apiKey: 'key-g', secretKey: secret('secret-g') }
    expect(await found({ ...given, endpoint }, environment(cs, cmk))).toEqual([endpoint, 'key-g', 'secret-g'])
    expect(await found(given, environment(terraform))).toEqual([endpoint, 'key-g', 'secret-g'])
  })

  it('are those of either set of variables, with their endpoint unless one was given', async () => {
    expect(await found({}, environment(terraform))).toEqual([endpoint, 'key-t', 'secret-t'])
    expect(await found({}, environment(cs))).toEqual(['https://cs.example.com/', 'key-c', 'secret-c'])
    expect(await found({ endpoint }, environment(cs))).toEqual([endpoint, 'key-c', 'secret-c'])
  })

  it('are the first set where the two differ, which a warning tells', async () => {
    const warn = vi.spyOn(process, 'emitWarning').mockImplementation(() => {})
    const same = { CLOUDSTACK_KEY: 'key-t', CLOUDSTACK_SECRET: 'secret-t' }
    expect(await found({}, environment({ ...terraform, ...same }))).toEqual([endpoint, 'key-t', 'secret-t'])
    expect(warn).not.toHaveBeenCalled()
    expect(await found({}, environment({ ...terraform, ...cs }))).toEqual([endpoint, 'key-t', 'secret-t'])
    expect(warn).toHaveBeenCalledTimes(1)
    expect(String(warn.mock.calls[0])).toMatch(/^CLOUDSTACK_API_URL.* and CLOUDSTACK_ENDPOINT.* differ/)
    expect(String(warn.mock.calls[0])).not.toMatch(/key-|secret-/)
    warn.mockRestore()
  })

  it("are those of cmk's profile", async () => {
    const work = ['https://work.example.com/client/api', 'key-w', 'secret-w']
    expect(await found({}, environment({}, cmk))).toEqual(work)
    const dotted = ['https://dotted.example.com/client/api', 'key-d', 'secret-d']
    expect(await found({ profile: 'a.b' }, environment({}, cmk))).toEqual(dotted)
  })

  it('of a brand are those of its variables, or of the profile of its name, and no others', async () => {
    const acme = { provider: 'a.b', endpoint, variables: [['A_URL', 'A_KEY', 'A_SECRET']] as const }
    const of = async (env: NodeJS.ProcessEnv) => {
      const { origin, path, apiKey } = await accessSource({}, acme, env)()
      return [origin + path, apiKey]
    }
    expect(await of(environment({ A_KEY: 'key-a', A_SECRET: 'secret-a', ...cs }))).toEqual([
      endpoint,
      'key-a',
    ])
    expect(await of(environment(cs, cmk))).toEqual(['https://dotted.example.com/client/api', 'key-d'])
    await expect(of(environment(cs, '[work]\napikey = key-w'))).rejects.toThrow('no profile a.b')
  })

  it('list each source that was tried where there are none', async () => {
    const half = environment({ CLOUDSTACK_API_KEY: 'key-t' }, cmk)
    const error = await found({ profile: 'people' }, half).catch((thrown) => thrown)
    expect(error).toMatchObject({ code: 'unauthorized', outcome: 'not-applied' })
    expect(error.details.tried).toHaveLength(4)
    expect(error.message).toContain('the options apiKey and secretKey (not given)')
    expect(error.message).toContain('(CLOUDSTACK_SECRET_KEY not set)')
    expect(error.message).toContain('(CLOUDSTACK_KEY and CLOUDSTACK_SECRET not set)')
    expect(error.message).toContain('its profile people has no apikey and secretkey: a user name signs no')
    expect(error.message).not.toContain('hidden')
    await expect(found({ profile: 'gone' }, half)).rejects.toThrow('no profile gone')
    rmSync(join(home, '.cmk'), { recursive: true })
    await expect(found({}, { HOME: home })).rejects.toThrow('config (no such file)')
  })

  it('are refused where they cannot be right, without being told', async () => {
    const source = (given: Given) => () => accessSource(given, cloudStack, {})
    expect(source({ apiKey: 'a' })).toThrow('apiKey and secretKey go together')
    for (const wrong of ['', 'a b', 'hidden\n', 5]) {
      const given = { apiKey: 'a', secretKey: wrong as string }
      expect(source(given)).toThrow(/^(The )?secretKey/)
      expect(source(given)).not.toThrow('hidden')
    }
    const env = environment({ ...terraform, CLOUDSTACK_SECRET_KEY: 'hidden key' })
    await expect(found({}, env)).rejects.toThrow('The secret key is no key')
  })

  it('need an endpoint that they may go to', async () => {
    const given = { apiKey: 'a', secretKey: 'b' }
    await expect(found(given)).rejects.toThrow('There is no endpoint for cloudstack')
    const plain = environment({ ...terraform, CLOUDSTACK_API_URL: 'http://cloud.example.com/client/api' })
    await expect(found({}, plain)).rejects.toMatchObject({ code: 'invalid' })
  })
})
