import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import * as v from "valibot";
import { readJsonFile } from "../../../src/node/files/jsonFile";
import { temporaryFolder } from "../../support/temporaryFolder";

test("what a file holds is read as it is, or one sentence names file, key, both values and the way out", () => {
  const path = join(temporaryFolder("lab-json-"), "words.json");
  const schema = v.looseObject({ sides: v.array(v.number()) });
  const read = (text: string): unknown => {
    writeFileSync(path, text);
    return readJsonFile(path, schema, "Correct it there.");
  };
  assert.deepEqual(read('{ "name": 1, "sides": [2] }'), { name: 1, sides: [2] });
  assert.throws(() => read('{ "sides": [2, "3"] }'), {
    message: `Expected sides.1 in ${path} to be a number, but received "3". Correct it there.`,
  });
  assert.throws(() => read("{}"), {
    message: `Expected sides in ${path} to be a list, but received nothing. Correct it there.`,
  });
  assert.throws(() => read("2"), {
    message: `Expected ${path} to hold an object, but received 2. Correct it there.`,
  });
  assert.throws(
    () => read('{ "sides": '),
    /^Error: Expected JSON in .*words\.json, but received other text \(.+\)\. Correct it there\.$/,
  );
});
