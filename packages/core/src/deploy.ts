export { type DeployNodesCall, type DeployNodesEvent, deployNodes } from './deploy/deploy-nodes.ts'
export { fileJournal, memoryJournal } from './deploy/file-journal.ts'
export type { Became, CreatedKind, Journal, JournalEntry, JournalRecord } from './deploy/journal.ts'
export type { Leftover } from './deploy/leftovers.ts'
export { type LeftoverAction, type Reconcile, type Reconciled, reconcile } from './deploy/reconcile.ts'
export { type ResumeDeployment, resumeDeployment } from './deploy/resume-deployment.ts'
export {
  type FailedOn,
  type RanOn,
  type Rolling,
  type RunEvent,
  type RunOnNodes,
  runOnNodes,
} from './deploy/run-on-nodes.ts'
export type { ManyCall } from './deploy/settle-at-most.ts'
