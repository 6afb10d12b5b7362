import assert from "node:assert/strict";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { loadPhoto } from "../../../bench/classical/photo";
import { temporaryFolder } from "../../support/temporaryFolder";

const file = (): string => join(temporaryFolder("lab-photo-"), "bench-classical", "astronaut.u8");

test("without scikit-image a picture by formula stands in, and says so", () => {
  const { title, image, standIn } = loadPhoto(null, file());
  assert.ok(standIn);
  assert.match(title, /picture by formula/);
  assert.deepEqual(image.shape, [1, 512, 512, 3]);
  const values = new Set(image.data);
  assert.ok(values.size > 100, `${values.size} levels`);
});

test("a kept file with other pixels does not count", () => {
  const path = join(temporaryFolder("lab-photo-"), "astronaut.u8");
  writeFileSync(path, new Uint8Array(512 * 512 * 3));
  assert.ok(loadPhoto(null, path).standIn);
});

test("a Python that does not write the pixels is an error that says what to do", () => {
  const path = file(); // Node in Python's place ends with a syntax error
  assert.throws(
    () => loadPhoto(process.execPath, path),
    /Expected scikit-image to write the astronaut's 512×512×3 pixels, but received .+\. Install it anew: delete .+ and run npm/,
  );
  assert.ok(!existsSync(path));
});
