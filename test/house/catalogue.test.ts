// The two catalogues: src/index.ts, and src/node/index.ts, which notebooks import as "inpainting-lab". What they export is
// listed by name, notebooks find everything there, and nothing stands there that nobody uses without a reason.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { test } from "node:test";
import * as portable from "../../src";
import { classicalMethods } from "../../src/classical";
import { losses } from "../../src/losses";
import { maskFamilies, maskMixtures } from "../../src/masks";
import { models } from "../../src/models";
import { codeRoot, projectRoot } from "../../src/node/paths";
import { moduleFile, moduleName } from "../../src/node/store/moduleImports";
import { optimizers, schedules } from "../../src/training";
import { exportLines, namesTakenIn, takenNames } from "./moduleNames";
import { cellTexts, codeWords, documentPaths, notebookPaths } from "./notebookTexts";

const catalogues = ["src/index.ts", "src/node/index.ts"];
const read = (file: string): string => readFileSync(join(projectRoot, file), "utf8");

/**
 * What only tests and people outside this project call, each with the reason why it is there. A name leaves the list once
 * something else uses it, and whoever adds one says what for.
 */
const offered: { readonly [name: string]: string } = {
  augmentations: "the names that an experiment's augmentation may have",
  errorFigureNames: "the names that errorFigure takes",
  losses: "the names that an experiment's loss may have",
  models: "the names that an experiment's network may have",
  photographsInMemory: "a training on pictures that lie in memory, as in a notebook",
  rotate: "a picture or a mask turned by an angle that one chooses oneself",
  ssimMap: "where in a picture the similarity is lost; ssimPerImage is its mean",
};

interface Exported {
  readonly name: string;
  /** Where it stands: "masks/square.drawSquareMasks". */
  readonly place: string;
  readonly type: boolean;
}

/** What a catalogue lists by name. */
function exportsOf(file: string, text: string = read(file)): Exported[] {
  return exportLines(text).flatMap(({ from, names }) => {
    const module = moduleFile(resolve(projectRoot, dirname(file), from)) ?? from;
    return names.map(({ name, type }) => ({ name, type, place: `${moduleName(codeRoot, module)}.${name}` }));
  });
}

/** The stars in a catalogue's text: "* as tf" for a namespace, "* from ./a" for all names of a module. */
function starsOf(text: string): string[] {
  return exportLines(text).flatMap(({ star, from }) =>
    star === null ? [] : [star === "" ? `* from ${from}` : `* as ${star}`],
  );
}

/** Names that these cells take from "inpainting-lab" and that are not exported. */
function notExported(cells: readonly string[], names: ReadonlySet<string>): string[] {
  return cells
    .flatMap(takenNames)
    .filter(({ name, from }) => from === "inpainting-lab" && !names.has(name))
    .map(({ name }) => name);
}

/** The exported values whose place nothing takes them from and whose name no document states. */
function unusedOf(
  exported: readonly Exported[],
  taken: ReadonlySet<string>,
  documented: ReadonlySet<string>,
): string[] {
  const unused = exported.filter(({ name, type, place }) => !type && !taken.has(place) && !documented.has(name));
  return unused.map(({ name }) => name).sort();
}

/** The table's entries that the portable catalogue does not export. */
function withoutExport(table: { readonly [name: string]: unknown }): string[] {
  const values = new Set<unknown>(Object.values(portable));
  return Object.keys(table).filter((name) => !values.has(table[name]));
}

const exported = catalogues.flatMap((file) => exportsOf(file));
const exportedNames = new Set(["tf", ...exported.map(({ name }) => name)]);

test("every name that a notebook imports from inpainting-lab is exported", () => {
  const paths = notebookPaths();
  assert.ok(paths.length >= 24, `${paths.length} notebooks`);
  for (const path of paths) {
    assert.deepEqual(notExported(cellTexts(path, "code"), exportedNames), [], relative(projectRoot, path));
  }
  const planted = [
    'import { fillMean, fillMagic } from "inpainting-lab";\nfillMean;',
    'import { readFileSync } from "node:fs";',
    'const { noSuch } = await import("inpainting-lab");',
  ];
  assert.deepEqual(notExported(planted, exportedNames), ["fillMagic", "noSuch"]);
});

test("names are listed: the only stars are TensorFlow.js and the portable part", () => {
  assert.deepEqual(starsOf(read("src/index.ts")), ["* as tf"]);
  assert.deepEqual(starsOf(read("src/node/index.ts")), ["* from ../index"]);
  assert.deepEqual(starsOf('// export * from "./a";\nexport * from "./images";\nexport { b } from "./c";'), [
    "* from ./images",
  ]);
});

test("a name is exported once, except for the traced form of fillWithModel", () => {
  const names = exported.map(({ name }) => name);
  assert.deepEqual(
    names.filter((name, at) => names.indexOf(name) !== at),
    ["fillWithModel"],
  );
});

test("every exported value is used by other code, a notebook or a document, or it is said what it is for", () => {
  const taken = namesTakenIn(["src", "bench"], catalogues);
  assert.ok(taken.size > 900, `${taken.size} names`);
  const notebooks = notebookPaths();
  const inNotebooks = notebooks.flatMap((path) => cellTexts(path, "code").flatMap(takenNames));
  const documents = [...documentPaths().map(read), ...notebooks.flatMap((path) => cellTexts(path, "markdown"))];
  const documented = new Set([
    ...inNotebooks.filter(({ from }) => from === "inpainting-lab").map(({ name }) => name),
    ...documents.flatMap((text) => [...codeWords(text)]),
  ]);
  assert.deepEqual(unusedOf(exported, taken, documented), Object.keys(offered).sort());

  // A value that nothing uses is found; one that is used, documented or a type is not.
  const planted = exportsOf("src/index.ts", 'export { nobody, fillMean, tried, type Nobody } from "./classical/mean";');
  assert.deepEqual(unusedOf(planted, new Set(["classical/mean.fillMean"]), codeWords("Call `tried(1)`.")), ["nobody"]);
  assert.deepEqual(unusedOf(planted, new Set(["masks/square.fillMean"]), codeWords("tried, `a/tried`")), [
    "fillMean",
    "nobody",
    "tried",
  ]);
});

test("what the tables of masks, methods, networks, losses and optimisers name is exported", () => {
  const each = <Entry>(table: { readonly [name: string]: Entry }, value: (entry: Entry) => unknown): object =>
    Object.fromEntries(Object.entries(table).map(([name, entry]) => [name, value(entry)]));
  const tables: { readonly [name: string]: object } = {
    maskFamilies: each(maskFamilies, ({ draw }) => draw),
    maskMixtures,
    classicalMethods: each(classicalMethods, ({ fill }) => fill),
    models: each(models, ({ build }) => build),
    losses,
    optimizers: each(optimizers, ({ build }) => build),
    schedules: each(schedules, ({ code }) => code),
  };
  for (const [name, table] of Object.entries(tables)) {
    assert.ok(Object.keys(table).length > 0, name);
    assert.deepEqual(withoutExport(table as { readonly [name: string]: unknown }), [], name);
  }
  assert.deepEqual(withoutExport({ mean: portable.fillMean, mine: () => 1 }), ["mine"]);
});
