import * as ts from 'typescript';

/** The names a module exports, apart: what exists at run time, and what is only a type. */
export function exportsOf(text: string): { values: readonly string[]; types: readonly string[] } {
  const values: string[] = [];
  const types: string[] = [];
  const source = ts.createSourceFile('file.ts', text, ts.ScriptTarget.ES2022);
  for (const statement of source.statements) {
    if (ts.isExportDeclaration(statement)) values.push(...reexported(statement));
    else if (!isExported(statement)) continue;
    else if (ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement)) {
      types.push(statement.name.text);
    } else if (ts.isVariableStatement(statement)) {
      values.push(...statement.declarationList.declarations.map(({ name }) => (name as ts.Identifier).text));
    } else if (ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement)) {
      values.push(statement.name?.text ?? 'default');
    }
  }
  return { values, types };
}

function isExported(statement: ts.Statement): boolean {
  const modifiers = ts.canHaveModifiers(statement) ? ts.getModifiers(statement) : undefined;
  return modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) ?? false;
}

function reexported({ exportClause, isTypeOnly }: ts.ExportDeclaration): readonly string[] {
  if (isTypeOnly) return [];
  if (!exportClause || !ts.isNamedExports(exportClause)) return ['*'];
  return exportClause.elements.map(({ name }) => name.text);
}
