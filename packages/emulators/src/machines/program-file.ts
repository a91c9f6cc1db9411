import { fileURLToPath } from 'node:url'

/**
 * Where a file of this folder that is started by its name lies. From source it is the neighbour with the same extension, which Node
 * strips the types of; built, this code is bundled into the top of dist, and the file keeps its folder.
 */
export function programFile(name: 'machine-worker' | 'gateway-connect-program'): string {
  const place = import.meta.url.endsWith('.ts') ? `./${name}.ts` : `./machines/${name}.js`
  return fileURLToPath(new URL(place, import.meta.url))
}
