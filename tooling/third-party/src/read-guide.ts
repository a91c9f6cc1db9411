/** One thing that a guide has its reader do. */
export type Step =
  /** Commands for a shell, one a line. What runs in the background prints `export NAME='value'` for the commands that follow. */
  | { readonly kind: 'run'; readonly commands: readonly string[]; readonly background: boolean }
  /** A file, which the first line of the block names in a comment. */
  | { readonly kind: 'write'; readonly path: string; readonly text: string }
  /** A change of files that are there, as `git apply` takes it. */
  | { readonly kind: 'change'; readonly diff: string }

/** The steps of a guide, in order: its code blocks, of which none may be of a kind that nobody runs. Throws for one that is. */
export function readGuide(markdown: string): readonly Step[] {
  return [...markdown.matchAll(/^```([^\n]*)\n(.*?)^```$/gms)].map(([, info = '', text = '']) =>
    stepOf(info, text),
  )
}

function stepOf(info: string, text: string): Step {
  const [language, option] = info.split(' ')
  if (language === 'sh')
    return { kind: 'run', commands: text.trimEnd().split('\n'), background: option === 'background' }
  if (language === 'diff') return { kind: 'change', diff: text }
  const path = /^\/\/ (\S+\.\w+)\n/.exec(text)?.[1]
  if (path === undefined) throw new TypeError(`A block of the guide is no step: ${info}\n${text}`)
  return { kind: 'write', path, text }
}
