import assert from 'node:assert/strict'
import { type Case, casesOfAbility } from '../case.ts'
import { rejection } from '../expect.ts'
import { parsePublicKey } from '../openssh-public-key.ts'
import { checkPlain } from '../plain.ts'
import { checkTime } from '../resource-shape.ts'
import { eventually } from '../waiting.ts'

export const consoleOutput: readonly Case[] = casesOfAbility('console', 'Console', {
  'getConsoleOutput gives text, empty while there is nothing': async (context) => {
    const output = await context.driver.getConsoleOutput(await context.create())
    assert.equal(typeof output.text, 'string')
    checkPlain(output, 'output')
    checkTime(output, 'at')
  },

  'getConsoleOutput gives what the machine showed, in time': async (context) => {
    const node = await context.running()
    const output = await eventually(context, 'the console shows something', async () => {
      const { text } = await context.driver.getConsoleOutput({ id: node.id })
      return text.trim() === '' ? undefined : text
    })
    assert.ok(output.length > 0)
  },

  'getConsoleOutput of a node that is not there rejects with not-found': async (context) => {
    for (const id of [await context.missingNode(), 'no such node']) {
      await rejection(() => context.driver.getConsoleOutput(id), 'not-found')
    }
  },
})

export const hostKeys: readonly Case[] = casesOfAbility('host keys', 'HostKeys', {
  'listHostKeys is empty before the keys are published, and no error': async (context) => {
    const lines = await context.driver.listHostKeys(await context.create())
    assert.ok(Array.isArray(lines), 'not a list')
  },

  'listHostKeys gives OpenSSH public keys, in time': async (context) => {
    const node = await context.running()
    const lines = await eventually(context, 'the host keys are published', async () => {
      const found = await context.driver.listHostKeys(node)
      return found.length > 0 ? found : undefined
    })
    for (const line of lines) assert.ok(parsePublicKey(line), `${line} is no OpenSSH public key`)
  },

  'listHostKeys of a node that is not there rejects with not-found': async (context) => {
    for (const id of [await context.missingNode(), 'no such node']) {
      await rejection(() => context.driver.listHostKeys(id), 'not-found')
    }
  },
})
