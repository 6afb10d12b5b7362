import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { inputFile, projectPath } from "../../../src/node/files/inputFile";
import { projectRoot } from "../../../src/node/paths";
import { temporaryFolder } from "../../support/temporaryFolder";

test("a file is named by its place in the project and hashed where it lies", () => {
  const path = join(temporaryFolder("lab-input-"), "abc.txt");
  writeFileSync(path, "abc");
  // The SHA-256 of "abc" as FIPS 180-4's examples state it.
  assert.deepEqual(inputFile("runs/recorded/abc.txt", path), {
    file: "runs/recorded/abc.txt",
    sha256: "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
  });
  assert.match(inputFile("package.json").sha256, /^[0-9a-f]{64}$/);
});

test("a place in the project, with / between folders", () => {
  assert.equal(projectPath(join(projectRoot, "runs", "local", "log.csv")), "runs/local/log.csv");
});

test("a missing one is named, with the way out", () => {
  assert.throws(
    () => inputFile("runs/recorded/nothing.txt"),
    /Expected the file .*nothing\.txt, on which results rest, but it is missing\. Make it again, or restore it: git checkout\./,
  );
});
