import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { secret } from '@cloud/core'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { tokenSource } from './token.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'doctl-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

/** An environment whose configuration folder is a temporary one, on Linux. */
function environment(more: NodeJS.ProcessEnv = {}, config?: string): NodeJS.ProcessEnv {
  mkdirSync(join(folder, 'doctl'), { recursive: true })
  if (config !== undefined) writeFileSync(join(folder, 'doctl', 'config.yaml'), config)
  return { XDG_CONFIG_HOME: folder, ...more }
}
const found = async (given?: string, env: NodeJS.ProcessEnv = environment()) =>
  (await tokenSource(given, env)()).reveal()

describe.skipIf(process.platform !== 'linux')('the token', () => {
  const doctl = 'access-token: of-default\ncontext: work\nauth-contexts:\n  work: of-work\n  play: of-play\n'

  it('is what was given, before all else', async () => {
    expect(await found('given', environment({ DIGITALOCEAN_TOKEN: 'env' }))).toBe('given')
    expect((await tokenSource(secret('hidden'), {})()).reveal()).toBe('hidden')
  })

  it('is that of the environment, DIGITALOCEAN_TOKEN first, with a warning where the two differ', async () => {
    const warn = vi.spyOn(process, 'emitWarning').mockImplementation(() => {})
    const both = { DIGITALOCEAN_TOKEN: 'first', DIGITALOCEAN_ACCESS_TOKEN: 'second' }
    expect(await found(undefined, environment(both))).toBe('first')
    expect(warn).toHaveBeenCalledTimes(1)
    expect(String(warn.mock.calls[0])).not.toMatch(/first,|second,/)
    expect(await found(undefined, environment({ DIGITALOCEAN_ACCESS_TOKEN: 'second' }))).toBe('second')
    expect(await found(undefined, environment({ ...both, DIGITALOCEAN_ACCESS_TOKEN: 'first' }))).toBe('first')
    expect(warn).toHaveBeenCalledTimes(1)
    warn.mockRestore()
  })

  it("is that of doctl's context", async () => {
    expect(await found(undefined, environment({}, doctl))).toBe('of-work')
    expect(await found(undefined, environment({ DIGITALOCEAN_CONTEXT: 'play' }, doctl))).toBe('of-play')
    expect(await found(undefined, environment({ DIGITALOCEAN_CONTEXT: 'default' }, doctl))).toBe('of-default')
    expect(await found(undefined, environment({}, 'access-token: of-default\n'))).toBe('of-default')
  })

  it('lists each source that was tried where there is none', async () => {
    const error = await found(undefined, environment({ DIGITALOCEAN_CONTEXT: 'gone' }, doctl)).catch(
      (thrown) => thrown,
    )
    expect(error).toMatchObject({ code: 'unauthorized', outcome: 'not-applied' })
    expect(error.message).toContain('the option token (not given), DIGITALOCEAN_TOKEN (not set)')
    expect(error.message).toContain('its context gone has no token')
    rmSync(join(folder, 'doctl'), { recursive: true })
    await expect(found()).rejects.toThrow('config.yaml (no such file)')
  })

  it('is refused where it cannot be one, without being told', () => {
    for (const wrong of ['', 'a b', 'hidden\n', 5]) {
      expect(() => tokenSource(wrong as string, {})).toThrow('The token is no token')
      expect(() => tokenSource(wrong as string, {})).not.toThrow('hidden')
    }
  })
})
