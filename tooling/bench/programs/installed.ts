import { installedFolders } from '@tooling/check/installed-size'

/** Tells what packages and all that they bring are where they are installed, as the output of the process. */
export function tellInstalled(
  project: string,
  names: readonly string[],
  bytesOf: (folder: string) => number,
): void {
  const folders = [...installedFolders(project, names)]
  const MiB = folders.reduce((sum, folder) => sum + bytesOf(folder), 0) / 1024 ** 2
  process.stdout.write(JSON.stringify({ MiB, packages: folders.length }))
}
