// The project's own source files and their imports, read with the compiler's scanner, for the tests that hold the architecture.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

export interface Import {
  /** As it is written. */
  readonly name: string;
  /** From the project's root where it is a file of ours, otherwise null. */
  readonly file: string | null;
  /** Gone after compilation. */
  readonly typeOnly: boolean;
}
export interface Source {
  /** From the project's root, with forward slashes. */
  readonly path: string;
  readonly text: string;
  readonly imports: readonly Import[];
}

const ours = ['server', 'client', 'config', 'test'];

/** Every source file below the folders of the project. */
export function readSources(): Source[] {
  return ours.flatMap((folder) => readdirSync(join(root, folder), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && /\.(?:tsx?|mjs)$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort().map(readSource);
}

function readSource(path: string): Source {
  const text = readFileSync(join(root, path), 'utf8');
  const tree = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const imports: Import[] = [];
  const add = (name: string, typeOnly: boolean): void => {
    imports.push({ name, typeOnly, file: name.startsWith('.') ? posix.join(posix.dirname(path), name) : null });
  };
  const visit = (node: ts.Node): void => {
    if ((ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) && node.moduleSpecifier !== undefined && ts.isStringLiteral(node.moduleSpecifier)) add(node.moduleSpecifier.text, isTypeOnly(node));
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword && node.arguments[0] !== undefined && ts.isStringLiteral(node.arguments[0])) add(node.arguments[0].text, false);
    if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument) && ts.isStringLiteral(node.argument.literal)) add(node.argument.literal.text, true);
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return { path, text, imports };
}

function isTypeOnly(node: ts.ImportDeclaration | ts.ExportDeclaration): boolean {
  if (ts.isExportDeclaration(node)) return node.isTypeOnly;
  return node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword;
}

/** The library that an import names, or null for our own files and Node's. */
export function libraryOf({ name }: Import): string | null {
  if (name.startsWith('.') || name.startsWith('node:')) return null;
  const [first = '', second = ''] = name.split('/');
  return first.startsWith('@') ? `${first}/${second}` : first;
}

/** Every file that runs when one of `entries` runs, itself included. */
export function closureOf(sources: readonly Source[], entries: readonly string[]): Source[] {
  const byPath = new Map(sources.map((source) => [source.path, source]));
  const seen = new Set<string>();
  const left = [...entries];
  for (let path = left.pop(); path !== undefined; path = left.pop()) {
    if (seen.has(path)) continue;
    seen.add(path);
    for (const { file, typeOnly } of byPath.get(path)?.imports ?? []) if (file !== null && !typeOnly) left.push(file);
  }
  return [...seen].flatMap((path) => byPath.get(path) ?? []);
}
