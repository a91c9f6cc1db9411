/** A table of Markdown. A `|` in a cell is escaped. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}

/** The anchor of an ability in the reference of core. */
export const abilityLink = (name: string): string => `[\`${name}\`](/api/core#${name.toLowerCase()})`
