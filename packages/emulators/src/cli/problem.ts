import type { CloudOptions } from '../options.ts'

export interface Problem {
  readonly sentence: string
  /** 2: the caller can put it right on the command line. 1: something else. */
  readonly exitCode: 1 | 2
}

/** What to say of an error that kept the cloud from starting. */
export function problemOf(error: unknown, options?: CloudOptions): Problem {
  if (error instanceof TypeError) return { sentence: error.message, exitCode: 2 }
  const { code, port, message = String(error) } = error as NodeJS.ErrnoException & { readonly port?: number }
  const option = optionOf(port, options)
  const advice = `give another with ${option}, or leave ${option} out and a free one is taken`
  if (code === 'EADDRINUSE')
    return { sentence: `Port ${port} of 127.0.0.1 is in use by another program: ${advice}`, exitCode: 2 }
  if (code === 'EACCES' && port !== undefined)
    return { sentence: `Port ${port} of 127.0.0.1 is not for this user to open: ${advice}`, exitCode: 2 }
  return { sentence: message, exitCode: 1 }
}

/** The option that asked for a port. */
function optionOf(port: number | undefined, options: CloudOptions | undefined): string {
  if (port === undefined) return '--port'
  if (port === options?.digitalocean?.port) return '--digitalocean-port'
  if (port === options?.cloudstack?.port) return '--cloudstack-port'
  if (port === options?.elb?.port) return '--elb-port'
  if (port === options?.gce?.port) return '--gce-port'
  return port === options?.s3?.port ? '--s3-port' : '--port'
}
