import { GoogleAuth, JWT } from 'google-auth-library'
import type { LocalCloud } from '../options.ts'

const googleTokens = 'https://oauth2.googleapis.com/token'

/** The vendor's own library asks its own token endpoint whatever the key says: its requests are led to the cloud's. */
export function serviceAccountClient({ gce: { credentials } }: Pick<LocalCloud, 'gce'>): JWT {
  const client = new JWT({
    email: credentials.client_email,
    key: credentials.private_key,
    scopes: ['https://www.googleapis.com/auth/cloud-platform'],
  })
  client.transporter.interceptors.request.add({
    resolved: async (config) => {
      if (String(config.url) === googleTokens) config.url = new URL(credentials.token_uri)
      return config
    },
  })
  return client
}

export const googleAuth = (local: Pick<LocalCloud, 'gce'>): GoogleAuth =>
  new GoogleAuth({ authClient: serviceAccountClient(local), projectId: local.gce.project })
