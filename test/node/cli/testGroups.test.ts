import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { groupTests, writeGroups } from "../../../src/node/cli/testGroups";
import { temporaryFolder } from "../../support/temporaryFolder";

const folder = "/project/test";
const many = Array.from({ length: 14 }, (_, i) => join(folder, "masks", `${i}.test.ts`));
const training = ["a", "b"].map((name) => join(folder, "training", `${name}.test.ts`));
const engine = ["x", "y"].map((name) => join(folder, "node/engine", `${name}.test.ts`));
const environment = [join(folder, "masks/x.test.ts"), join(folder, "masks/y.test.ts")];
const texts: { readonly [file: string]: string } = {
  [training[0]]: "await startEngine();",
  [environment[0]]: 'before(() => {\n  process.env.LAB_ENGINE = "none";\n});',
  [environment[1]]: 'import { ownCache } from "../support/ownCache";',
};
const read = (file: string): string => texts[file] ?? "";

test("a folder's files share processes, those that start the engine apart and first; each file is in one group", () => {
  const groups = groupTests(folder, [...many, ...training, ...engine], read);
  assert.deepEqual(
    groups.map(({ name, files }) => [name, files.length]),
    [
      ["training-engine", 1],
      ["node-engine-x-test-ts", 1],
      ["node-engine-y-test-ts", 1],
      ["masks-1", 12],
      ["masks-2", 2],
      ["training", 1],
    ],
  );
  assert.deepEqual(groups.flatMap(({ files }) => files).sort(), [...many, ...training, ...engine].sort());
});

test("a file that changes the environment, on its own or by what it imports, shares its process with no other", () => {
  const groups = groupTests(folder, [...many.slice(0, 3), ...environment], read);
  assert.deepEqual(
    groups.map(({ files }) => files),
    [many.slice(0, 3), [environment[0]], [environment[1]]],
  );
});

test("a group is a file that imports its tests; earlier groups are gone, and a single file stands for itself", () => {
  const target = join(temporaryFolder("test-groups-"), "groups");
  writeGroups([{ name: "old", files: ["/a.test.ts", "/b.test.ts"] }], target);
  const files = writeGroups(
    [
      { name: "masks", files: ["/a.test.ts", "/b.test.ts"] },
      { name: "one", files: ["/c.test.ts"] },
    ],
    target,
  );
  assert.deepEqual(files, [join(target, "masks.test.ts"), "/c.test.ts"]);
  assert.equal(readFileSync(files[0], "utf8"), 'import "/a.test.ts";\nimport "/b.test.ts";\n');
  assert.ok(!existsSync(join(target, "old.test.ts")));
});
