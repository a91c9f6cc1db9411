import { dirname } from 'node:path'
import ts from 'typescript'

/** What one entry of a package exports, and what that is made of without being exported itself. */
export interface Surface {
  readonly exported: readonly string[]
  readonly within: readonly string[]
}

const options: ts.CompilerOptions = {
  module: ts.ModuleKind.NodeNext,
  target: ts.ScriptTarget.ES2024,
  // Names are looked up and nothing is checked: neither the library of the language nor other types are needed.
  noLib: true,
  types: [],
  skipLibCheck: true,
}

const printer = ts.createPrinter({ removeComments: true })

/** The surfaces of entries, by their declaration files. */
export function surfacesOf(files: readonly string[]): ReadonlyMap<string, Surface> {
  const program = ts.createProgram(files, options)
  const checker = program.getTypeChecker()
  return new Map(files.map((file) => [file, surfaceOf(program, checker, file)]))
}

function surfaceOf(program: ts.Program, checker: ts.TypeChecker, file: string): Surface {
  const source = program.getSourceFile(file)
  const module = source && checker.getSymbolAtLocation(source)
  if (!module) throw new Error(`${file} exports nothing`)
  const own = (symbol: ts.Symbol) =>
    symbol.declarations?.some((one) => dirname(one.getSourceFile().fileName) === dirname(file)) ?? false
  const known = checker
    .getExportsOfModule(module)
    .map((symbol) => ({ name: symbol.name, symbol: resolved(checker, symbol) }))
  const symbols = new Set(known.map(({ symbol }) => symbol))
  const exported = known.map(({ name, symbol }) =>
    own(symbol) ? printed(symbol, name) : `export { ${name} } from '${packageOf(symbol)}';`,
  )
  const within = new Set<ts.Symbol>()
  for (const symbol of symbols) if (own(symbol)) collect(checker, symbol, own, symbols, within)
  return { exported: exported.sort(), within: [...within].map((symbol) => printed(symbol)).sort() }
}

const resolved = (checker: ts.TypeChecker, symbol: ts.Symbol): ts.Symbol =>
  symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol

/** Adds what the declarations of a symbol name, are not exported, and stand at the top of a file of this package. */
function collect(
  checker: ts.TypeChecker,
  symbol: ts.Symbol,
  own: (symbol: ts.Symbol) => boolean,
  exported: ReadonlySet<ts.Symbol>,
  within: Set<ts.Symbol>,
): void {
  const visit = (node: ts.Node): void => {
    ts.forEachChild(node, visit)
    if (!ts.isIdentifier(node)) return
    const found = checker.getSymbolAtLocation(node)
    const named = found && resolved(checker, found)
    if (!named || exported.has(named) || within.has(named) || !own(named) || !isTop(named)) return
    within.add(named)
    collect(checker, named, own, exported, within)
  }
  for (const declaration of symbol.declarations ?? []) visit(declaration)
}

const statementOf = (declaration: ts.Declaration): ts.Node =>
  ts.isVariableDeclaration(declaration) ? declaration.parent.parent : declaration

const isTop = ({ declarations = [] }: ts.Symbol) =>
  declarations.some((one) => ts.isSourceFile(statementOf(one).parent))

/** The declarations of a symbol, without comments, and without what tells only how files were bundled. */
function printed(symbol: ts.Symbol, name?: string): string {
  const lines = (symbol.declarations ?? []).map((declaration) =>
    printer
      .printNode(ts.EmitHint.Unspecified, statementOf(declaration), declaration.getSourceFile())
      .replace(/^(export )?(declare )?/, '')
      // A bundler numbers what two files call alike.
      .replaceAll(/\b(\w+)\$\d+\b/g, '$1'),
  )
  const own = symbol.name.replace(/\$\d+$/, '')
  if (name !== undefined && name !== own) lines.push(`export { ${own} as ${name} };`)
  return [...new Set(lines)].join('\n')
}

function packageOf(symbol: ts.Symbol): string {
  const file = symbol.declarations?.[0]?.getSourceFile().fileName ?? ''
  const [, folder] = /\/packages\/([^/]+)\//.exec(file) ?? []
  const [, module] = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file) ?? []
  return folder === undefined ? (module ?? 'elsewhere') : `@cloud/${folder}`
}
