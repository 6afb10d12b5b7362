import assert from "node:assert/strict";
import { test } from "node:test";
import { measureEdges } from "../../src/studies/edgeDistance";
import { composite } from "../../src/images/holes";
import { placeRectangleMask } from "../../src/masks/rectangle";
import { near } from "../metrics/near";
import { erringBy, pictures, unitPictures } from "./auditFills";

const knownMask = placeRectangleMask(pictures.shape, { top: 4, left: 4, height: 4, width: 4 });

test("both sides from the edge outward; compositing takes the error out of the known side", async () => {
  const values = await measureEdges(
    {
      network: erringBy(0.1),
      harmonic: async (given, known) => composite(unitPictures, await erringBy(0.2)(given, known), known),
    },
    pictures,
    knownMask,
  );
  assert.deepEqual(
    values.network.hole.map(({ distance }) => distance),
    [1, 2],
  );
  assert.deepEqual(
    values.network.known.map(({ distance }) => distance),
    [1, 2, 3, 4],
  );
  for (const { mse } of [...values.network.known, ...values.network.hole, ...values.composited.hole])
    near(mse, 0.01, 1e-7);
  for (const { mse } of [...values.composited.known, ...values.harmonic.known]) assert.equal(mse, 0);
  for (const { mse } of values.harmonic.hole) near(mse, 0.04, 1e-7);
  for (const { mse } of [...values.undamaged.known, ...values.undamaged.hole]) near(mse, 0.01, 1e-7);
  const { network, composited, harmonic } = values.fullImagePsnrDb;
  const holeShare = 16 / 144;
  near(network.value, 20, 1e-4);
  near(composited.value, 20 - 10 * Math.log10(holeShare), 1e-4);
  near(harmonic.value, -10 * Math.log10(0.04 * holeShare), 1e-4);
});

test("other methods are measured under their own names, the first one composited too", async () => {
  const values = await measureEdges({ b: erringBy(0.1), a: erringBy(0.2), c: erringBy(0.3) }, pictures, knownMask);
  assert.deepEqual(Object.keys(values), ["b", "composited", "a", "c", "undamaged", "fullImagePsnrDb"]);
  assert.deepEqual(Object.keys(values.fullImagePsnrDb), ["b", "composited", "a", "c"]);
  near(values.c.hole[0].mse, 0.09, 1e-6);
  near(values.undamaged.hole[0].mse, 0.01, 1e-7);
  await assert.rejects(
    measureEdges({}, pictures, knownMask),
    /Expected at least one method to measure, but received none/,
  );
});
