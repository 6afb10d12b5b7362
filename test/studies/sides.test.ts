import assert from "node:assert/strict";
import { test } from "node:test";
import { measureSides } from "../../src/studies/sides";
import { imageBatch, type ImageBatch } from "../../src/images/batch";
import { near } from "../metrics/near";
import { erringBy, pictures } from "./auditFills";

test("every side is measured for both fills, and its holes are as large as it says", async () => {
  const holes = new Map<number, number>();
  const told: string[] = [];
  const values = await measureSides(
    {
      network: erringBy(0.1),
      harmonic: (images, known) => {
        const missing = known.data.filter((value) => value === 0).length / images.shape[0];
        holes.set(missing, (holes.get(missing) ?? 0) + 1);
        return erringBy(0.01)(images, known);
      },
    },
    pictures,
    { sides: [1, 3, 11], onPart: (side, done) => void told.push(`${side}:${done}`) },
  );
  assert.deepEqual(values.sides, [1, 3, 11]);
  assert.deepEqual([...holes.keys()], [1, 9, 121]);
  assert.deepEqual(told, ["1:6", "3:6", "11:6"]);
  for (const { value } of values.network) near(value, 20, 1e-4);
  for (const { value } of values.harmonic) near(value, 40, 1e-2);
});

test("sides 1 to 20 where none are named; a side that does not fit is refused", async () => {
  const black = imageBatch(new Float32Array(24 * 24 * 3), [1, 24, 24, 3]);
  const grey = (): ImageBatch =>
    imageBatch(
      black.data.map(() => 0.5),
      black.shape,
    );
  const { sides, network } = await measureSides({ network: grey, harmonic: grey }, black);
  assert.deepEqual(
    sides,
    Array.from({ length: 20 }, (_, i) => i + 1),
  );
  assert.equal(network.length, 20);
  await assert.rejects(
    measureSides({ network: grey, harmonic: grey }, black, { sides: [25] }),
    /Expected a square side from 1 to 24/,
  );
});

test("any methods are measured, under their own names", async () => {
  const values = await measureSides({ c: erringBy(0.1), a: erringBy(0.01), b: erringBy(1) }, pictures, {
    sides: [2, 4],
  });
  assert.deepEqual(Object.keys(values), ["sides", "c", "a", "b"]);
  for (const { value } of values.a) near(value, 40, 1e-2);
  for (const { value } of values.b) near(value, 0, 1e-4);
});
