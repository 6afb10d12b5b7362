// Which names a module exports and which it takes from others, read from its text by the compiler's parser: nothing is run,
// and words in comments and strings do not count.
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import ts from "typescript";
import { codeRoot, projectRoot } from "../../src/node/paths";
import { moduleFile, moduleName } from "../../src/node/store/moduleImports";

/** A name of another module: what it is called there, and the module as the text writes it. */
export interface TakenName {
  readonly name: string;
  readonly from: string;
}

/** One `export … from`. */
export interface ExportLine {
  readonly from: string;
  /** "tf" of `export * as tf from`, "" of `export * from`, null where names are listed. */
  readonly star: string | null;
  readonly names: readonly { readonly name: string; readonly type: boolean }[];
}

const parse = (text: string): ts.SourceFile => ts.createSourceFile("text.ts", text, ts.ScriptTarget.Latest, true);

/** The text's lines of the form `export … from`, in their order. */
export function exportLines(text: string): ExportLine[] {
  return parse(text).statements.flatMap((statement): ExportLine[] => {
    if (!ts.isExportDeclaration(statement) || statement.moduleSpecifier === undefined) return [];
    const from = textOf(statement.moduleSpecifier);
    const clause = statement.exportClause;
    if (clause === undefined) return [{ from, star: "", names: [] }];
    if (ts.isNamespaceExport(clause)) return [{ from, star: clause.name.text, names: [] }];
    const names = clause.elements.map((element) => ({
      name: element.name.text,
      type: statement.isTypeOnly || element.isTypeOnly,
    }));
    return [{ from, star: null, names }];
  });
}

/** Every name that the text imports, hands on, or takes by `const { a } = await import("./x")` and `require("./x").a`. */
export function takenNames(text: string): TakenName[] {
  const taken: TakenName[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) {
      const bindings = node.importClause?.namedBindings;
      if (bindings !== undefined && ts.isNamedImports(bindings)) add(bindings.elements, node.moduleSpecifier);
    } else if (ts.isExportDeclaration(node) && node.moduleSpecifier !== undefined) {
      if (node.exportClause !== undefined && ts.isNamedExports(node.exportClause)) {
        add(node.exportClause.elements, node.moduleSpecifier);
      }
    } else if (ts.isCallExpression(node) && isLoad(node)) {
      for (const name of readFrom(node)) taken.push({ name, from: textOf(node.arguments[0]) });
    }
    ts.forEachChild(node, visit);
  };
  const add = (elements: readonly (ts.ImportSpecifier | ts.ExportSpecifier)[], from: ts.Expression): void => {
    for (const { propertyName, name } of elements)
      taken.push({ name: (propertyName ?? name).text, from: textOf(from) });
  };
  visit(parse(text));
  return taken;
}

function isLoad({ expression, arguments: [path] }: ts.CallExpression): boolean {
  const loads = expression.kind === ts.SyntaxKind.ImportKeyword || expression.getText() === "require";
  return loads && path !== undefined && ts.isStringLiteral(path);
}

/** What is read from a module that is loaded where it is needed. */
function readFrom(load: ts.CallExpression): string[] {
  let at: ts.Node = load;
  while (ts.isAwaitExpression(at.parent) || ts.isParenthesizedExpression(at.parent) || ts.isAsExpression(at.parent)) {
    at = at.parent;
  }
  if (ts.isPropertyAccessExpression(at.parent)) return [at.parent.name.text];
  if (!ts.isVariableDeclaration(at.parent) || !ts.isObjectBindingPattern(at.parent.name)) return [];
  return at.parent.name.elements.map(({ propertyName, name }) => (propertyName ?? name).getText());
}

const textOf = (specifier: ts.Expression): string => (ts.isStringLiteral(specifier) ? specifier.text : "");

/** "masks/square.drawSquareMasks" for each name that the files of these folders of the project take from a module of src. */
export function namesTakenIn(folders: readonly string[], leaveOut: readonly string[] = []): Set<string> {
  const files = folders
    .flatMap((folder) =>
      readdirSync(join(projectRoot, folder), { recursive: true, encoding: "utf8" }).map((name) => join(folder, name)),
    )
    .filter((file) => file.endsWith(".ts") && !leaveOut.includes(file));
  return new Set(
    files.flatMap((file) => {
      const path = join(projectRoot, file);
      const taken = takenNames(readFileSync(path, "utf8")).filter(({ from }) => from.startsWith("."));
      return taken.flatMap(({ name, from }) => {
        const module = moduleFile(resolve(dirname(path), from));
        return module === null ? [] : [`${moduleName(codeRoot, module)}.${name}`];
      });
    }),
  );
}
