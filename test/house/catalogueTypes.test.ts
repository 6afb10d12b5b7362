// Whoever calls an exported function must be able to name what it takes and gives: each type of ours in the signatures of a
// catalogue is exported there too.
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { test } from "node:test";
import ts from "typescript";
import { codeRoot } from "../../src/node/paths";
import { temporaryFolder } from "../support/temporaryFolder";

/** "masks/plan.MaskPlan, of trainingMasks" for each type in `root` that the exports of this file need and it lacks. */
function missingTypes(root: string, catalogue: string): string[] {
  const program = ts.createProgram([join(root, catalogue)], {
    module: ts.ModuleKind.Node16,
    moduleResolution: ts.ModuleResolutionKind.Node16,
    target: ts.ScriptTarget.ES2022,
    types: ["node"],
    strict: true,
    skipLibCheck: true,
    noEmit: true,
  });
  const checker = program.getTypeChecker();
  const meant = (symbol: ts.Symbol): ts.Symbol =>
    symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  const module = checker.getSymbolAtLocation(program.getSourceFile(join(root, catalogue))!)!;
  const exported = new Set(checker.getExportsOfModule(module).map(meant));
  const seen = new Set<ts.Symbol>();
  const missing: string[] = [];

  const ours = ({ declarations = [] }: ts.Symbol): ts.Declaration[] =>
    declarations.filter(
      (declaration) => isIn(root, declaration.getSourceFile().fileName) && !ts.isSourceFile(declaration),
    );
  const look = (node: ts.Node, of: string): void => {
    if (ts.isBlock(node) || isPrivate(node)) return;
    if (ts.isIdentifier(node)) return follow(checker.getSymbolAtLocation(node), of);
    // What a value starts with is no part of its type, which is written beside it.
    const typed = ts.isVariableDeclaration(node) || ts.isParameter(node) || ts.isPropertyDeclaration(node);
    if (!typed) node.forEachChild((child) => look(child, of));
    else if (node.type !== undefined) look(node.type, of);
  };
  const follow = (named: ts.Symbol | undefined, of: string): void => {
    const symbol = named === undefined ? undefined : meant(named);
    if (symbol === undefined || exported.has(symbol) || seen.has(symbol) || !(symbol.flags & typeFlags)) return;
    const [declaration] = ours(symbol);
    if (declaration === undefined) return;
    seen.add(symbol);
    if (ts.getCombinedModifierFlags(declaration) & ts.ModifierFlags.Export) {
      const file = relative(root, declaration.getSourceFile().fileName).split(sep).join("/");
      missing.push(`${file.replace(/\.ts$/, "")}.${symbol.name}, of ${of}`);
    }
    declaration.forEachChild((child) => look(child, of));
  };

  for (const symbol of exported) {
    for (const declaration of ours(symbol)) {
      if (ts.isVariableDeclaration(declaration)) look(declaration, symbol.name);
      else declaration.forEachChild((child) => look(child, symbol.name));
    }
  }
  return missing;
}

const typeFlags = ts.SymbolFlags.Interface | ts.SymbolFlags.TypeAlias | ts.SymbolFlags.Class;

function isIn(root: string, file: string): boolean {
  return file.startsWith(root.split(sep).join("/") + "/");
}

function isPrivate(node: ts.Node): boolean {
  return (
    ts.canHaveModifiers(node) && (ts.getModifiers(node) ?? []).some(({ kind }) => kind === ts.SyntaxKind.PrivateKeyword)
  );
}

test("the types in the signatures of both catalogues are exported with them", () => {
  assert.deepEqual(missingTypes(codeRoot, "index.ts"), []);
  assert.deepEqual(missingTypes(codeRoot, "node/index.ts"), []);
});

test("a type that is left out is found, whether an argument, a result or a part of one names it; a private one is not", () => {
  const root = temporaryFolder("lab-types-");
  writeFileSync(
    join(root, "draw.ts"),
    `export interface Options { readonly colour?: Colour }
     export type Colour = string;
     export interface Picture { readonly width: number }
     export interface Kept { readonly inside: number }
     interface Own { readonly picture: Picture }
     export function draw(options: Options): Own { const kept: Kept = { inside: 1 }; return { picture: { width: kept.inside } }; }
     export const colours: readonly Colour[] = [];
     export class Pencil { private readonly kept: Kept = { inside: 1 }; length(): number { return this.kept.inside; } }`,
  );
  const missing = (names: string): string[] => {
    writeFileSync(join(root, "index.ts"), `export { ${names} } from "./draw";`);
    return missingTypes(root, "index.ts");
  };
  assert.deepEqual(missing("draw, colours, Pencil, type Options, type Colour, type Picture"), []);
  assert.deepEqual(missing("draw"), ["draw.Options, of draw", "draw.Colour, of draw", "draw.Picture, of draw"]);
  assert.deepEqual(missing("draw, type Options, type Picture"), ["draw.Colour, of Options"]);
  assert.deepEqual(missing("colours"), ["draw.Colour, of colours"]);
});
