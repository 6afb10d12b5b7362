import assert from "node:assert/strict";
import { mkdirSync, renameSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { hashOf } from "../../../src/node/store/hashOf";
import { temporaryFolder } from "../../support/temporaryFolder";

/** A folder of these files, by their paths in it. */
function folderOf(files: { readonly [path: string]: string }): string {
  const folder = temporaryFolder("lab-hash-");
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(folder, path, ".."), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

/** The key of one part with these files. */
function filesKey(files: { readonly [path: string]: string }): string {
  return hashOf({ files: { files: Object.keys(files), root: folderOf(files) } });
}

test("parts, an object's keys, files: in whatever order, the key is the same", () => {
  const root = folderOf({ a: "1", b: "2" });
  const first = hashOf({
    settings: { value: { epochs: 2, masks: { name: "square8", side: 8 } } },
    code: { files: ["a", "b"], root },
  });
  const second = hashOf({
    code: { files: ["b", join(root, "a"), "b"], root },
    settings: { value: { masks: { side: 8, name: "square8" }, epochs: 2, patience: undefined } },
  });
  assert.match(first, /^[0-9a-f]{64}$/);
  assert.equal(second, first);
  assert.notEqual(hashOf({ list: { value: [1, 2] } }), hashOf({ list: { value: [2, 1] } }));
});

test("the key follows contents, not times and not the place of the root", () => {
  const root = folderOf({ a: "1" });
  const first = hashOf({ code: { files: ["a"], root } });
  utimesSync(join(root, "a"), 1, 1);
  assert.equal(hashOf({ code: { files: ["a"], root } }), first);
  assert.equal(hashOf({ code: { files: ["a"], root: folderOf({ a: "1" }) } }), first);
  writeFileSync(join(root, "a"), "2");
  assert.notEqual(hashOf({ code: { files: ["a"], root } }), first);
});

test("bytes cannot move from one file, value or part to another", () => {
  const keys = [
    filesKey({ a: "12", b: "3" }),
    filesKey({ a: "1", b: "23" }),
    filesKey({ a: "12\n", b: "3" }),
    filesKey({ ab: "12", c: "3" }),
    filesKey({ "a/b": "12", c: "3" }),
    filesKey({ a: '12\nfile "b" 1\n3' }),
    hashOf({ a: { value: "12" }, b: { value: "3" } }),
    hashOf({ a: { value: "1" }, b: { value: "23" } }),
    hashOf({ b: { value: "12" }, a: { value: "3" } }),
    hashOf({ a: { value: "12" } }),
    hashOf({ a: { value: 12 } }),
    hashOf({ a: { value: ["12"] } }),
    hashOf({ a: { value: '12"\nvalue "b" 3\n"3' } }),
    hashOf({}),
  ];
  assert.equal(new Set(keys).size, keys.length);
});

test("a file moved from one part to another changes the key", () => {
  const root = folderOf({ a: "1", b: "2" });
  const key = (code: string[], data: string[]): string =>
    hashOf({ code: { files: code, root }, data: { files: data, root } });
  assert.notEqual(key(["a", "b"], []), key(["a"], ["b"]));
  assert.notEqual(key(["a"], ["b"]), key(["b"], ["a"]));
});

test("absent, empty, an empty folder: three keys", () => {
  const root = folderOf({});
  const key = (): string => hashOf({ run: { files: ["log"], root } });
  const absent = key();
  writeFileSync(join(root, "log"), "");
  const empty = key();
  rmSync(join(root, "log"));
  mkdirSync(join(root, "log"));
  const emptyFolder = key();
  assert.equal(new Set([absent, empty, emptyFolder]).size, 3);
});

test("folders are walked to their end, without names that start with a dot", () => {
  const root = folderOf({ "model/deep/weights": "1", "model/model.json": "2", "model/.stages/x": "3" });
  const key = (): string => hashOf({ model: { files: ["model"], root } });
  const first = key();
  writeFileSync(join(root, "model/.stages/x"), "4");
  assert.equal(key(), first);
  renameSync(join(root, "model/deep/weights"), join(root, "model/deep/biases"));
  const renamed = key();
  assert.notEqual(renamed, first);
  renameSync(join(root, "model/deep/biases"), join(root, "model/weights"));
  assert.notEqual(key(), renamed);
  assert.notEqual(key(), first);
});

test("a value that is not plain data is refused, and so is a path from nowhere", () => {
  const refused: [unknown, RegExp][] = [
    [{ rate: NaN }, /received NaN as settings\.rate\. Say it in plain data, or hash a file\.$/],
    [{ epochs: Infinity }, /received Infinity as settings\.epochs\./],
    [{ build: () => 1 }, /received function as settings\.build\./],
    [[1, undefined], /received undefined as settings\[1\]\./],
    [undefined, /received undefined as settings\./],
    [new Map(), /received an object of the class Map as settings\./],
    [{ weights: new Float32Array(2) }, /received an object of the class Float32Array as settings\.weights\./],
    [10n, /received bigint as settings\./],
  ];
  for (const [value, sentence] of refused) assert.throws(() => hashOf({ settings: { value } }), sentence);
  assert.throws(
    () => hashOf({ code: { files: ["training/trainModel.js"] } }),
    /^Error: Expected absolute paths, .* in the part "code" of a key, but received "training\/trainModel\.js"\. Give/,
  );
});
