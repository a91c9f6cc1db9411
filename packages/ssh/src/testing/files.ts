import type { SFTPWrapper } from 'ssh2'
import ssh2 from 'ssh2'

type Files = Map<string, { content: Buffer; mode: number }>

const { STATUS_CODE, flagsToString } = ssh2.utils.sftp

/** SFTP over a map, as strict as draft-02: rename does not replace, and no extension is offered. Folders are `/` and what ends in it. */
export function serveFiles(sftp: SFTPWrapper, files: Files, requests: string[]): void {
  const open = new Map<number, string>()
  let next = 0
  const handleOf = (handle: Buffer) => open.get(handle.readUInt32BE(0)) ?? ''
  const status = (id: number, code: number) => sftp.status(id, code)
  sftp.on('error', () => {})
  sftp.on('OPEN', (id, path, flags) => {
    requests.push(`open ${flagsToString(flags)} ${path}`)
    const writing = flagsToString(flags) !== 'r'
    if (path.includes('/secret/')) return status(id, STATUS_CODE.PERMISSION_DENIED)
    if (path.includes('/nowhere/') || (!writing && !files.has(path)))
      return status(id, STATUS_CODE.NO_SUCH_FILE)
    if (writing) files.set(path, { content: Buffer.alloc(0), mode: 0o600 })
    const handle = Buffer.alloc(4)
    handle.writeUInt32BE(++next)
    open.set(next, path)
    sftp.handle(id, handle)
  })
  sftp.on('WRITE', (id, handle, offset, data) => {
    const file = files.get(handleOf(handle))
    if (!file || data.includes('disk is full')) return status(id, STATUS_CODE.FAILURE)
    const grown = Buffer.alloc(Math.max(file.content.length, offset + data.length))
    file.content.copy(grown)
    data.copy(grown, offset)
    file.content = grown
    requests.push('write')
    status(id, STATUS_CODE.OK)
  })
  sftp.on('READ', (id, handle, offset, length) => {
    const content = files.get(handleOf(handle))?.content ?? Buffer.alloc(0)
    const part = content.subarray(offset, offset + length)
    if (part.length === 0) status(id, STATUS_CODE.EOF)
    else sftp.data(id, part)
  })
  sftp.on('FSETSTAT', (id, handle, attributes) => {
    const file = files.get(handleOf(handle))
    requests.push(`fsetstat ${attributes.mode?.toString(8)}`)
    if (file && attributes.mode !== undefined) file.mode = attributes.mode
    status(id, STATUS_CODE.OK)
  })
  sftp.on('CLOSE', (id) => status(id, STATUS_CODE.OK))
  serveNames(sftp, files, requests)
}

function serveNames(sftp: SFTPWrapper, files: Files, requests: string[]): void {
  const status = (id: number, code: number) => sftp.status(id, code)
  sftp.on('REMOVE', (id, path) => {
    requests.push(`remove ${path}`)
    status(id, files.delete(path) ? STATUS_CODE.OK : STATUS_CODE.NO_SUCH_FILE)
  })
  sftp.on('RENAME', (id, from, to) => {
    requests.push(`rename ${from} ${to}`)
    const file = files.get(from)
    if (!file) return status(id, STATUS_CODE.NO_SUCH_FILE)
    if (files.has(to)) return status(id, STATUS_CODE.FAILURE)
    files.delete(from)
    files.set(to, file)
    status(id, STATUS_CODE.OK)
  })
}
