import type { CredentialProvider, Tried } from '@cloud/core/driver'
import type { AwsCredentials } from './credentials.ts'
import { isEc2Machine } from './ec2-machine.ts'
import type { Environment } from './environment.ts'
import { loadPeer, type Peer, peer } from './peer.ts'

export interface ChainParts {
  readonly profile: string | undefined
  /** The driver's, in whose partition roles are assumed. */
  readonly region: () => Promise<string>
  readonly env: Environment
  readonly load?: (() => Promise<Peer | undefined>) | undefined
  readonly isMachine?: ((env: Environment) => Promise<boolean>) | undefined
}

/** What the chain came to: credentials, or each source that it tried. */
export interface Chained {
  readonly credentials?: AwsCredentials
  readonly tried: readonly Tried[]
  /** Whether AWS's package is there. */
  readonly installed: boolean
}

export type CredentialChain = (...asked: Parameters<CredentialProvider<AwsCredentials>>) => Promise<Chained>

/**
 * AWS's own chain: profiles with all that they may name, web identity, containers, and the metadata of an EC2 machine. That address is
 * asked only on such a machine, or where `AWS_EC2_METADATA_DISABLED=false` or an `AWS_EC2_METADATA_SERVICE_ENDPOINT` asks for it:
 * elsewhere the answer would be waited for in vain, or be a stranger's.
 */
export function credentialChain(parts: ChainParts): CredentialChain {
  const { profile, region, env, load = loadPeer, isMachine = isEc2Machine } = parts
  const log = chainLog()
  let chain: ReturnType<Peer['defaultProvider']> | undefined
  return async (asked) => {
    const { defaultProvider } = (await load()) ?? {}
    if (defaultProvider === undefined) return { tried: [needsPeer(parts)], installed: false }
    chain ??= defaultProvider({ ...(profile !== undefined && { profile }), logger: log.logger })
    log.begin(asksForMetadata(env) || (await isMachine(env)))
    try {
      return {
        credentials: await chain({
          forceRefresh: asked?.forceRefresh === true,
          callerClientConfig: { region },
        }),
        tried: [],
        installed: true,
      }
    } catch (error) {
      return { tried: log.end(error), installed: true }
    }
  }
}

function asksForMetadata(env: Environment): boolean {
  return env.AWS_EC2_METADATA_DISABLED === 'false' || !!env.AWS_EC2_METADATA_SERVICE_ENDPOINT
}

function needsPeer({ profile, env }: ChainParts): Tried {
  const named = profile ?? env.AWS_PROFILE
  return {
    source: named
      ? `the profile ${named}`
      : 'profiles, single sign-on, web identity, containers and instance roles',
    reason: `${peer}, which reads them, is not installed`,
  }
}

/** Names of the chain's sources in its log. Those that come before it here, and those of options that it is not given, are left out. */
const sources: Readonly<Record<string, string>> = {
  fromIni: 'the profile',
  fromProcess: 'the credential_process of the profile',
  fromTokenFile: 'web identity',
  remoteProvider: 'the machine',
  'fromHttp/fromContainerMetadata': 'the container',
  fromInstanceMetadata: 'the metadata of the machine',
}

const notHere = 'this is no machine of EC2; AWS_EC2_METADATA_DISABLED=false has it asked anyway'

/**
 * What the chain logs tells which sources it tried and why each gave nothing; its error tells of the last one only. A log that throws
 * is also what keeps it from the metadata.
 */
function chainLog() {
  let tried: { source: string; reason?: string }[] = []
  let metadata = false
  const debug = (line: unknown) => {
    const [, begun] = /(?:defaultProvider|remoteProvider)::(\S+)/.exec(String(line)) ?? []
    const [, reason] = /property-provider -> (.*)/.exec(String(line)) ?? []
    const source = begun && sources[begun]
    if (source) {
      // The machine turns out to be a container, or to have metadata.
      if (tried.at(-1)?.source === sources.remoteProvider) tried.pop()
      tried.push({ source })
    }
    if (begun === 'fromInstanceMetadata' && !metadata) throw new Error(notHere)
    const last = tried.at(-1)
    if (last && reason) last.reason = reason
  }
  const warn = (text: unknown) => process.emitWarning(String(text), { code: 'CLOUD_AWS_CREDENTIALS' })
  return {
    logger: { debug, warn, trace: () => {}, info: () => {}, error: () => {} },
    begin: (allowed: boolean) => {
      tried = []
      metadata = allowed
    },
    end: (error: unknown): readonly Tried[] => {
      const [text] = error instanceof Error ? error.message.split('\n') : []
      // The last one may have ended the chain with an error that it does not log.
      return tried.map(({ source, reason = text ?? 'it has none' }) => ({ source, reason }))
    },
  }
}
