import { invalid } from './refusal.ts'

const largest = { GET: 4_096, POST: 32_768 } as const

/** Throws a `Refusal` for user data that is not base 64, or too long for the method: only a POST carries much. */
export function checkUserData(text: string, method: string): void {
  if (!/^[A-Za-z\d+/]*={0,2}$/.test(text) || text.length % 4 !== 0)
    throw invalid('User data is not base64 encoded')
  if (method === 'GET' && text.length >= largest.GET)
    throw invalid('User data is too long for an http GET request')
  if (Buffer.byteLength(text, 'base64') > largest.POST)
    throw invalid(`User data has exceeded configurable max length : ${largest.POST}`)
}
