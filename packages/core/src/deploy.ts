export { fileJournal, memoryJournal } from './deploy/file-journal.ts'
export type { Became, CreatedKind, Journal, JournalEntry, JournalRecord } from './deploy/journal.ts'
