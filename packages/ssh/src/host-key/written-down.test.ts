import type { KnownHostKey } from '@cloud/core'
import { afterEach, expect, test } from 'vitest'
import { ssh } from '../index.ts'
import { generateKeyPair } from '../openssh-key.ts'
import { injecting } from '../testing/injecting.ts'
import { closeAll, connectLocal, failure, hostKeyIn, server, soon } from '../testing/machine.ts'
import { testNode } from '../testing/server.ts'

afterEach(closeAll)

const user = generateKeyPair()
const machine = () => server({ authorized: [user.publicKey] })

test('injected: another process goes on by what was written down, wherever the first one ended', async () => {
  const first = injecting()
  const prepared = await first.access.prepare()
  const written: KnownHostKey[] = [prepared.hostKey].flatMap((key) => key ?? [])
  const onHostKey = async (key: KnownHostKey) => void written.push(key)

  // Before it connected: the key of the user data is right, and replaced.
  const second = injecting()
  second.lead(await second.made(hostKeyIn(prepared)))
  const replaced = await second.reach('node-1', undefined, soon, { known: [...written], onHostKey })
  expect(replaced?.mode).toBe('injected')
  expect(written).toEqual([
    {
      mode: 'injected',
      publicKey: hostKeyIn(prepared).publicKey.split(' ').slice(0, 2).join(' '),
      stage: 'given',
    },
    { mode: 'injected', publicKey: replaced?.publicKey, stage: 'next' },
  ])

  // After the second key was put there, and before that was seen: it stays.
  const third = injecting()
  third.lead(second.now())
  expect(await third.reach('node-1', undefined, soon, { known: written })).toEqual(replaced)
  expect(third.commands).toEqual([])

  // When it was seen, the first one is right no more.
  const fourth = injecting()
  fourth.lead(await fourth.made(hostKeyIn(prepared)))
  const proved = { mode: 'injected', publicKey: replaced?.publicKey ?? '', stage: 'proved' } as const
  expect(
    await failure(fourth.reach('node-1', undefined, soon, { known: [...written, proved] })),
  ).toMatchObject({ code: 'untrusted', details: { expected: [replaced?.fingerprint] } })
  fourth.lead(second.now())
  expect(await fourth.reach('node-1', undefined, soon, { known: [...written, proved] })).toEqual(replaced)

  // What was believed in another way is not known in this one.
  const fifth = injecting()
  fifth.lead(second.now())
  const believed = [{ ...proved, mode: 'accept-new' }]
  expect(await failure(fifth.reach('node-1', undefined, soon, { known: believed }))).toMatchObject({
    code: 'untrusted',
    details: { expected: [] },
  })
})

test('injected: a key that cannot be written down is not put on the machine', async () => {
  const { access, lead, reach, made, commands } = injecting()
  const prepared = await access.prepare()
  lead(await made(hostKeyIn(prepared)))
  const onHostKey = () => Promise.reject(new Error('disk full'))
  const error = await failure(reach('node-1', prepared.token, soon, { onHostKey }))
  expect(error).toMatchObject({ code: 'failed', cause: { message: 'disk full' } })
  expect(commands).toEqual([])
})

test('accept-new: another process holds the machine to the key that was written down', async () => {
  const [first, second] = [await machine(), await machine()]
  const accessOf = (port: number) =>
    ssh({
      user: 'root',
      privateKey: user.privateKey,
      hostKey: 'accept-new',
      socket: (to) => connectLocal(port, to.signal),
    })
  const known = [{ mode: 'accept-new', publicKey: first.hostKey, stage: 'proved' }] as const
  const node = testNode('node-1')
  await (await accessOf(first.port).connect({ node, known }, soon)).close()
  expect(await failure(accessOf(second.port).connect({ node, known }, soon))).toMatchObject({
    code: 'untrusted',
    details: { seen: second.fingerprint, expected: [first.fingerprint] },
  })
})
