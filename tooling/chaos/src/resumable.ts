import { type Access, script } from '@cloud/core'
import type { JournalRecord } from '@cloud/core/deploy'
import { ec2Images } from '@cloud/emulators'

/** A moment in a deployment, by its journal. */
export interface Point {
  readonly when: 'before' | 'after'
  readonly event: JournalRecord['event']
  /** Of a host key its stage, of a step its status, and so on. */
  readonly which?: string
}

export const isPoint = (record: JournalRecord, { event, which }: Point): boolean =>
  record.event === event && (which === undefined || kindOf(record) === which)

function kindOf(record: JournalRecord): string | undefined {
  if (record.event === 'host-key') return record.hostKey.stage
  return record.event === 'step' ? record.status : undefined
}

/** What one process begins and another one ends. */
export const deploymentOf = (shell: Access) => ({
  ...{ name: 'resumed-1', size: 't3.micro', image: ec2Images.debian12, shell },
  steps: [script('echo one >> ran'), script('echo two >> ran')],
})
