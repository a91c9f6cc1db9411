import { CloudError, type CredentialProvider, secret } from '@cloud/core/driver'
import { type AccessToken, checkToken, type TokenGiver } from './credentials.ts'

/** Tokens of what keeps and renews them itself: each is good for one request, so that none is kept twice. */
export function asked(giver: TokenGiver): CredentialProvider<AccessToken> {
  return async () => {
    const answer = await giver.getAccessToken()
    const token = typeof answer === 'object' ? answer?.token : answer
    if (token) return { token: secret(checkToken(token)), expiresAt: 0 }
    throw new CloudError('getAccessToken gave no token', { code: 'unauthorized', outcome: 'not-applied' })
  }
}
