import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { isEc2Machine } from './ec2-machine.ts'

let root = ''
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'machine-'))
})
afterEach(() => rmSync(root, { recursive: true }))

function write(file: string, text: string): void {
  mkdirSync(dirname(join(root, file)), { recursive: true })
  writeFileSync(join(root, file), text)
}

describe('a machine of EC2', () => {
  it.each([
    ['sys/devices/virtual/dmi/id/board_asset_tag', 'i-0123456789abcdef0\n', true],
    ['sys/devices/virtual/dmi/id/sys_vendor', 'Amazon EC2\n', true],
    ['sys/hypervisor/uuid', 'ec2e1916-9099-7caf-fd21-012345abcdef\n', true],
    ['sys/devices/virtual/dmi/id/sys_vendor', 'QEMU\n', false],
    ['sys/hypervisor/uuid', '4dea22b3-1d52-d8f3-2516-782e98a23fa0\n', false],
  ])('is told by %s that says %j: %s', async (file, text, is) => {
    write(file, text)
    expect(await isEc2Machine({}, 'linux', root)).toBe(is)
  })

  it('is not what has none of these files', async () => {
    expect(await isEc2Machine({}, 'darwin', root)).toBe(false)
  })

  it('is told on Windows by the programs that EC2 puts there', async () => {
    expect(await isEc2Machine({ ProgramData: root }, 'win32')).toBe(false)
    mkdirSync(join(root, 'Amazon', 'EC2Launch'), { recursive: true })
    expect(await isEc2Machine({ ProgramData: root }, 'win32')).toBe(true)
  })
})
