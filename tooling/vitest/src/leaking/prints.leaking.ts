import { it } from 'vitest'
import { samples } from '../leak-samples.ts'

const { signature, token } = samples

it('prints a token', () => {
  console.log('request', { headers: { authorization: `Bearer ${token}` } })
})
it('writes a signature', () => {
  process.stderr.write(signature)
})
it('warns of a token', async () => {
  process.emitWarning(`strange: ${token}`)
  await new Promise((resolve) => setTimeout(resolve, 10))
})
it('prints nothing that is secret', () => {
  process.stderr.write('strange')
})
