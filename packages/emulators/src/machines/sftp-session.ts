import type { Attributes, SFTPWrapper } from 'ssh2'
import ssh2 from 'ssh2'
import type { RemoteComputer } from './worker-pool.ts'
import type { FileAttributes, FileChanges, NamedFile, OpenFile } from './worker-protocol.ts'

const { OPEN_MODE, STATUS_CODE } = ssh2.utils.sftp

interface Status {
  readonly code: number
  readonly message: string
}
const failure: Status = { code: STATUS_CODE.FAILURE, message: 'Failure' }
const denied: Status = { code: STATUS_CODE.PERMISSION_DENIED, message: 'Permission denied' }

/** In OpenSSH's words, which name no path: the client knows which one it asked for. */
const statusOf: Readonly<Record<string, Status>> = {
  ENOENT: { code: STATUS_CODE.NO_SUCH_FILE, message: 'No such file' },
  EACCES: denied,
  EPERM: denied,
}

/** The chunk a client asks for is capped, as OpenSSH caps it. */
const maxRead = 256 * 1024

type Handle =
  | { readonly kind: 'file'; readonly number: number; readonly path: string }
  | { readonly kind: 'folder'; readonly files: NamedFile[] }

interface Files {
  readonly sftp: SFTPWrapper
  readonly user: string
  readonly computer: RemoteComputer
  readonly handles: Map<string, Handle>
  /** Runs a request's work and answers its error with the status that SFTP version 3 has for it. */
  readonly answer: (request: number, work: () => Promise<void>) => void
  readonly newHandle: (request: number, handle: Handle) => void
}

/** SFTP version 3 over a machine's files, with the permissions of its user. It offers no extensions, as ssh2 has none. */
export function serveFiles(sftp: SFTPWrapper, user: string, computer: RemoteComputer): void {
  const handles = new Map<string, Handle>()
  let next = 1
  const files: Files = {
    sftp,
    user,
    computer,
    handles,
    answer: (request, work) => {
      work().catch((error: unknown) => {
        const reason = error instanceof Error && 'code' in error ? String(error.code) : ''
        const { code, message } = statusOf[reason] ?? failure
        sftp.status(request, code, message)
      })
    },
    newHandle: (request, handle) => {
      const name = String(next++)
      handles.set(name, handle)
      sftp.handle(request, Buffer.from(name))
    },
  }
  serveHandles(files)
  serveContent(files)
  serveFolders(files)
  servePaths(files)
  serveNames(files)
  sftp.on('close', () => {
    for (const handle of handles.values()) {
      if (handle.kind === 'file') computer.closeHandle(handle.number).catch(() => undefined)
    }
    handles.clear()
  })
}

const badHandle = (): Error => Object.assign(new Error('no such handle'), { code: 'EINVAL' })

function openFile({ handles }: Files, id: Buffer) {
  const handle = handles.get(id.toString())
  if (handle?.kind !== 'file') throw badHandle()
  return handle
}

const toOpen = (flags: number, attrs: Partial<Attributes>): OpenFile => ({
  read: (flags & OPEN_MODE.READ) !== 0,
  write: (flags & (OPEN_MODE.WRITE | OPEN_MODE.APPEND)) !== 0,
  append: (flags & OPEN_MODE.APPEND) !== 0,
  create: (flags & OPEN_MODE.CREAT) !== 0,
  truncate: (flags & OPEN_MODE.TRUNC) !== 0,
  exclusive: (flags & OPEN_MODE.EXCL) !== 0,
  mode: attrs.mode === undefined ? 0o666 : attrs.mode & 0o7777,
})

function serveHandles({ sftp, user, computer, handles, answer, newHandle }: Files): void {
  sftp.on('OPEN', (request, path, flags, attrs) =>
    answer(request, async () => {
      const number = await computer.open(user, path, toOpen(flags, attrs))
      newHandle(request, { kind: 'file', number, path })
    }),
  )
  sftp.on('CLOSE', (request, id) =>
    answer(request, async () => {
      const handle = handles.get(id.toString())
      if (handle === undefined) throw badHandle()
      handles.delete(id.toString())
      if (handle.kind === 'file') await computer.closeHandle(handle.number)
      sftp.status(request, STATUS_CODE.OK)
    }),
  )
}

function serveContent(files: Files): void {
  const { sftp, user, computer, answer } = files
  const opened = (id: Buffer) => openFile(files, id)
  sftp.on('READ', (request, id, from, length) =>
    answer(request, async () => {
      const content = await computer.read(opened(id).number, from, Math.min(length, maxRead))
      if (content.length === 0) sftp.status(request, STATUS_CODE.EOF)
      else sftp.data(request, Buffer.from(content))
    }),
  )
  sftp.on('WRITE', (request, id, from, content) =>
    answer(request, async () => {
      await computer.write(opened(id).number, from, content)
      sftp.status(request, STATUS_CODE.OK)
    }),
  )
  sftp.on('FSTAT', (request, id) =>
    answer(request, async () =>
      sftp.attrs(request, toAttributes(await computer.handleAttributes(opened(id).number))),
    ),
  )
  sftp.on('FSETSTAT', (request, id, attrs) =>
    answer(request, async () => {
      await computer.change(user, opened(id).path, toChanges(attrs))
      sftp.status(request, STATUS_CODE.OK)
    }),
  )
}

function serveFolders({ sftp, user, computer, handles, answer, newHandle }: Files): void {
  sftp.on('OPENDIR', (request, path) =>
    answer(request, async () =>
      newHandle(request, { kind: 'folder', files: [...(await computer.list(user, path))] }),
    ),
  )
  sftp.on('READDIR', (request, id) =>
    answer(request, async () => {
      const handle = handles.get(id.toString())
      if (handle?.kind !== 'folder') throw badHandle()
      const some = handle.files.splice(0, 100)
      if (some.length === 0) sftp.status(request, STATUS_CODE.EOF)
      else
        sftp.name(
          request,
          some.map((file) => ({ ...file, attrs: toAttributes(file.attrs) })),
        )
    }),
  )
  sftp.on('MKDIR', (request, path, attrs) =>
    answer(request, async () => {
      await computer.makeFolder(user, path, attrs.mode === undefined ? 0o777 : attrs.mode & 0o7777)
      sftp.status(request, STATUS_CODE.OK)
    }),
  )
  sftp.on('RMDIR', (request, path) =>
    answer(request, async () => {
      await computer.removeFolder(user, path)
      sftp.status(request, STATUS_CODE.OK)
    }),
  )
}

function servePaths({ sftp, user, computer, answer }: Files): void {
  const attributes = (request: number, path: string, end: 'follow' | 'stay') =>
    answer(request, async () => sftp.attrs(request, toAttributes(await computer.attributes(user, path, end))))
  sftp.on('STAT', (request, path) => attributes(request, path, 'follow'))
  sftp.on('LSTAT', (request, path) => attributes(request, path, 'stay'))
  sftp.on('SETSTAT', (request, path, attrs) =>
    answer(request, async () => {
      await computer.change(user, path, toChanges(attrs))
      sftp.status(request, STATUS_CODE.OK)
    }),
  )
  sftp.on('REMOVE', (request, path) =>
    answer(request, async () => {
      await computer.removeFile(user, path)
      sftp.status(request, STATUS_CODE.OK)
    }),
  )
  // Version 3 has no word for replacing: a target that exists is a failure.
  sftp.on('RENAME', (request, from, to) =>
    answer(request, async () => {
      await computer.rename(user, from, to)
      sftp.status(request, STATUS_CODE.OK)
    }),
  )
}

function serveNames({ sftp, user, computer, answer }: Files): void {
  const named = (request: number, filename: string) =>
    sftp.name(request, [{ filename, longname: filename, attrs: toAttributes(noAttributes) }])
  sftp.on('REALPATH', (request, path) =>
    answer(request, async () => named(request, await computer.realPath(user, path))),
  )
  sftp.on('READLINK', (request, path) =>
    answer(request, async () => named(request, await computer.readLink(user, path))),
  )
  // OpenSSH sends target and link the other way round than the draft says, and every client follows it.
  sftp.on('SYMLINK', (request, target, path) =>
    answer(request, async () => {
      await computer.makeLink(user, target, path)
      sftp.status(request, STATUS_CODE.OK)
    }),
  )
}

const noAttributes: FileAttributes = { mode: 0, size: 0, uid: 0, gid: 0, mtime: 0, atime: 0 }
const toAttributes = (attributes: FileAttributes): Attributes => ({ ...attributes })

function toChanges(attrs: Partial<Attributes>): FileChanges {
  return {
    mode: attrs.mode === undefined ? undefined : attrs.mode & 0o7777,
    size: attrs.size,
    uid: attrs.uid,
    gid: attrs.gid,
    mtime: attrs.mtime,
  }
}
