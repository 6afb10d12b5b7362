// The public names of the project, read from the sources as TypeScript parses them: what the two lists of exports name, found in
// the file that declares it, with its signature and the comment above it. Nothing is compiled and no type is worked out: every
// export of src states its types.
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import * as ts from "typescript";

/** One exported name. */
export interface ExportedName {
  readonly name: string;
  readonly kind: "function" | "class" | "type" | "value" | "namespace";
  /** The folder below src that holds it, such as "masks" or "node/files"; "" for a file of src itself. */
  readonly room: string;
  /** TypeScript without bodies; overloads below one another. */
  readonly signature: string;
  /** The comment's text, its paragraphs apart by an empty line; "" where there is none. */
  readonly comment: string;
}

/** Every name that `src/index.ts` or `src/node/index.ts` of the clone at `root` exports, once, rooms and names in order. */
export function exportedNames(root: string): ExportedName[] {
  const sources = join(root, "src");
  const read = reader();
  // An export by name wins over one that comes with a star.
  const found = new Map<string, ExportedName>();
  for (const list of ["node/index.ts", "index.ts"]) {
    for (const { name, from, original } of namedExports(read(join(sources, list)))) {
      if (found.has(name)) continue;
      const file = fileOf(join(sources, list), from);
      if (original === null) {
        const comment = openingComment(read(file));
        found.set(name, {
          name,
          kind: "namespace",
          room: roomOf(sources, file),
          signature: `namespace ${name}`,
          comment,
        });
      } else {
        found.set(name, { ...declared(read, file, original, sources), name });
      }
    }
  }
  const key = ({ room, name }: ExportedName): string => `${room}\n${name.toLowerCase()}`;
  return [...found.values()].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

type Read = (file: string) => ts.SourceFile;

function reader(): Read {
  const files = new Map<string, ts.SourceFile>();
  return (file) => {
    const known = files.get(file);
    if (known !== undefined) return known;
    const parsed = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest, true);
    files.set(file, parsed);
    return parsed;
  };
}

interface NamedExport {
  readonly name: string;
  readonly from: string;
  /** Its name in the other file; null for the whole file as one name. */
  readonly original: string | null;
}

function namedExports(file: ts.SourceFile): NamedExport[] {
  return file.statements.flatMap((statement): NamedExport[] => {
    if (!ts.isExportDeclaration(statement)) return [];
    const { moduleSpecifier: place, exportClause: clause } = statement;
    if (place === undefined || !ts.isStringLiteral(place) || clause === undefined) return [];
    const from = place.text;
    if (ts.isNamespaceExport(clause)) return [{ name: clause.name.text, from, original: null }];
    return clause.elements.map(({ name, propertyName }) => ({
      name: name.text,
      from,
      original: (propertyName ?? name).text,
    }));
  });
}

function fileOf(importer: string, from: string): string {
  const place = join(dirname(importer), from);
  const file = [`${place}.ts`, join(place, "index.ts")].find((path) => existsSync(path));
  if (file === undefined)
    throw new Error(`Expected ${from} in ${importer} to be a file, but it is not there. Restore it.`);
  return file;
}

function roomOf(sources: string, file: string): string {
  const folders = relative(sources, dirname(file)).split(sep);
  return folders.slice(0, folders[0] === "node" ? 2 : 1).join("/");
}

function declared(read: Read, path: string, name: string, sources: string): ExportedName {
  const file = read(path);
  const own = file.statements.filter((statement) => namesOf(statement).includes(name));
  if (own.length === 0) {
    const passedOn = namedExports(file).find((one) => one.name === name);
    if (passedOn === undefined || passedOn.original === null) {
      throw new Error(`Expected ${path} to declare ${name}, but it does not. Mend the list of exports.`);
    }
    return declared(read, fileOf(path, passedOn.from), passedOn.original, sources);
  }
  // Where a function has overloads, the one with the body is not seen from outside.
  const seen = own.length > 1 ? own.filter((one) => !ts.isFunctionDeclaration(one) || one.body === undefined) : own;
  return {
    name,
    kind: kindOf(own[0]),
    room: roomOf(sources, path),
    signature: seen.map((statement) => signatureOf(statement, name, file)).join("\n"),
    comment: commentOf(own),
  };
}

function namesOf(statement: ts.Statement): string[] {
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations.map(({ name }) => name.getText());
  const named =
    ts.isFunctionDeclaration(statement) ||
    ts.isClassDeclaration(statement) ||
    ts.isInterfaceDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement);
  return named && statement.name !== undefined ? [statement.name.text] : [];
}

function kindOf(statement: ts.Statement): ExportedName["kind"] {
  if (ts.isFunctionDeclaration(statement)) return "function";
  if (ts.isClassDeclaration(statement)) return "class";
  return ts.isVariableStatement(statement) ? "value" : "type";
}

function signatureOf(statement: ts.Statement, name: string, file: ts.SourceFile): string {
  const text = (node: ts.Node): string => node.getText(file);
  if (ts.isFunctionDeclaration(statement) && statement.body !== undefined) {
    return withoutExport(file.text.slice(statement.getStart(file), statement.body.pos));
  }
  if (ts.isVariableStatement(statement)) {
    const one = statement.declarationList.declarations.find((declaration) => declaration.name.getText(file) === name);
    return `const ${name}${one?.type === undefined ? "" : `: ${text(one.type)}`}`;
  }
  if (!ts.isClassDeclaration(statement)) return withoutExport(text(statement));
  const head = file.text.slice(statement.getStart(file), statement.members.pos);
  const members = statement.members
    .filter((member) => !isHidden(member))
    .map((member) => `  ${memberText(member, file)}`);
  return `${withoutExport(head)}\n${[...members, "}"].join("\n")}`;
}

function withoutExport(text: string): string {
  return text
    .replace(/^export (declare )?/, "")
    .replace(/^async /, "")
    .trim();
}

function isHidden(member: ts.ClassElement): boolean {
  const modifiers = ts.canHaveModifiers(member) ? (ts.getModifiers(member) ?? []) : [];
  return modifiers.some(({ kind }) => kind === ts.SyntaxKind.PrivateKeyword || kind === ts.SyntaxKind.ProtectedKeyword);
}

function memberText(member: ts.ClassElement, file: ts.SourceFile): string {
  const start = member.getStart(file);
  const body =
    ts.isMethodDeclaration(member) || ts.isConstructorDeclaration(member) || ts.isAccessor(member)
      ? member.body
      : ts.isPropertyDeclaration(member)
        ? member.initializer
        : undefined;
  const end = body === undefined ? member.end : body.pos;
  return `${file.text.slice(start, end).replace(/[\s=;]+$/, "")};`;
}

function commentOf(statements: readonly ts.Statement[]): string {
  const comments = statements.flatMap((statement) => ts.getJSDocCommentsAndTags(statement)).filter(ts.isJSDoc);
  return comments.map(({ comment }) => ts.getTextOfJSDocComment(comment) ?? "").join("\n\n");
}

/** The file's first lines, which say what it is. */
function openingComment(file: ts.SourceFile): string {
  const lines = file.text.split("\n");
  const end = lines.findIndex((line) => !/^\/\/ /.test(line));
  return lines
    .slice(0, end)
    .map((line) => line.slice(3))
    .join("\n");
}
