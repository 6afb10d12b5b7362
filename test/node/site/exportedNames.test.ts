import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";
import * as lab from "../../../src/node";
import { projectRoot } from "../../../src/node/paths";
import { exportedNames } from "../../../src/node/site/exportedNames";
import { temporaryFolder } from "../../support/temporaryFolder";

/** A clone whose src holds these files. */
function clone(files: Record<string, string>): string {
  const root = temporaryFolder("names-");
  for (const [name, text] of Object.entries({ "node/index.ts": "", "index.ts": "", ...files })) {
    mkdirSync(dirname(join(root, "src", name)), { recursive: true });
    writeFileSync(join(root, "src", name), text);
  }
  return root;
}

test("each name comes once, with its room, its signature without bodies and its comment", () => {
  const names = exportedNames(
    clone({
      "index.ts": `export { fill, size, Batch, type Shape } from "./masks"; export { again as renamed } from "./own";
export * as tf from "./own";`,
      "node/index.ts": `export * from "../index"; export { fill } from "./engine/inner/fill";`,
      "own.ts": "// What it is.\n\n/** Text. */\nexport async function again(): Promise<void> {}",
      "masks/index.ts": `export { Batch } from "./batch";
/** Never. */
export function fill(): void {}
export const size: number = 3;
/** A shape. */
export interface Shape {
  /** In pixels. */
  readonly width: number;
}`,
      "masks/batch.ts": `/** One.

Two. */
export class Batch<T> extends Array<T> {
  static readonly kind: string = "batch";
  private hidden = 1;
  constructor(readonly count: number) { super(); }
  /** All of it. */
  sum(times = 1): number { return this.hidden * times; }
}`,
      "node/engine/inner/fill.ts": `/** As fast as can be. */
export function fill(image: string): string;
export function fill(image: number): number;
export function fill(image: unknown): unknown { return image; }`,
    }),
  );
  assert.deepEqual(names, [
    {
      name: "renamed",
      kind: "function",
      room: "",
      signature: "function again(): Promise<void>",
      comment: "Text.",
    },
    { name: "tf", kind: "namespace", room: "", signature: "namespace tf", comment: "What it is." },
    {
      name: "Batch",
      kind: "class",
      room: "masks",
      signature:
        "class Batch<T> extends Array<T> {\n  static readonly kind: string;\n  constructor(readonly count: number);\n  sum(times = 1): number;\n}",
      comment: "One.\n\nTwo.",
    },
    {
      name: "Shape",
      kind: "type",
      room: "masks",
      signature: "interface Shape {\n  /** In pixels. */\n  readonly width: number;\n}",
      comment: "A shape.",
    },
    { name: "size", kind: "value", room: "masks", signature: "const size: number", comment: "" },
    {
      name: "fill",
      kind: "function",
      room: "node/engine",
      signature: "function fill(image: string): string;\nfunction fill(image: number): number;",
      comment: "As fast as can be.",
    },
  ]);
});

test("a list that names what is not there is refused", () => {
  assert.throws(
    () => exportedNames(clone({ "index.ts": 'export { a } from "./gone";' })),
    /Expected \.\/gone in .*index\.ts to be a file, but it is not there\. Restore it\./,
  );
  assert.throws(
    () => exportedNames(clone({ "index.ts": 'export { a } from "./own";', "own.ts": "" })),
    /Expected .*own\.ts to declare a, but it does not\. Mend the list of exports\./,
  );
});

test("of the project, every value that notebooks import is there, and every signature states its types", () => {
  const names = exportedNames(projectRoot);
  const known = new Set(names.map(({ name }) => name));
  assert.deepEqual(
    Object.keys(lab).filter((name) => !known.has(name)),
    [],
  );
  assert.deepEqual(
    names.filter(({ kind, signature }) => kind === "value" && !signature.includes(": ")),
    [],
  );
  assert.deepEqual(
    names.filter(({ kind, comment, signature }) => kind === "function" && comment === "" && signature === ""),
    [],
  );
});
