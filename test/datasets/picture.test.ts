import assert from "node:assert/strict";
import { test } from "node:test";
import { drawPicture } from "../../src/datasets/picture";

test("the drawn picture is uint8 [1,32,32,3], the same each time", () => {
  const { data, shape } = drawPicture();
  assert.deepEqual(shape, [1, 32, 32, 3]);
  assert.ok(data instanceof Uint8Array);
  assert.deepEqual(drawPicture().data, data);
});

test("it shows sky above, a bright sun, a red roof and green grass below", () => {
  const { data } = drawPicture();
  const at = (x: number, y: number): number[] => [...data.subarray((y * 32 + x) * 3, (y * 32 + x) * 3 + 3)];
  const [sky, sun, roof, grass] = [at(2, 0), at(23, 8), at(9, 16), at(16, 30)];
  assert.ok(sky[2] > sky[0] + 50, `sky ${sky}`);
  assert.ok(Math.min(...sun) > 200, `sun ${sun}`);
  assert.ok(roof[0] > roof[1] + 60, `roof ${roof}`);
  assert.ok(grass[1] > grass[0] && grass[1] > grass[2], `grass ${grass}`);
});
