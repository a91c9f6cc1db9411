/** A table in columns, as the formatter leaves it; the first row heads it. */
export function markdownTable(rows: readonly (readonly string[])[]): readonly string[] {
  const [head = [], ...rest] = rows
  const widths = head.map((_, column) => Math.max(3, ...rows.map((row) => row[column]?.length ?? 0)))
  const line = (row: readonly string[], fill = ' ') =>
    `| ${widths.map((width, column) => (row[column] ?? '').padEnd(width, fill)).join(' | ')} |`
  return [line(head), line([], '-'), ...rest.map((row) => line(row))]
}

/** Puts a text between its two lines of a README: `<!-- NAME -->` and `<!-- /END -->`. */
export function between(readme: string, name: string, end: string, text: string): string {
  const place = new RegExp(`(<!-- ${name} -->\n).*?(<!-- /${end} -->\n)`, 's')
  if (!place.test(readme)) throw new Error(`The README has no place for ${name}`)
  return readme.replace(place, (_, start: string, last: string) => `${start}\n${text}\n\n${last}`)
}
