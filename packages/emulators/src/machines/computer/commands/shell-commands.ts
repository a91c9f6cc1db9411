import { type CommandName, getCommandNames } from 'just-bash'

/** What no machine has that was just set up, and what weighs most of all that just-bash brings: the build leaves it out. */
const foreign: readonly string[] = ['html-to-markdown', 'sqlite3', 'xan', 'yq']

/** The commands of just-bash that machines have. */
export const shellCommands: readonly CommandName[] = getCommandNames().filter(
  (name): name is CommandName => !foreign.includes(name),
)
