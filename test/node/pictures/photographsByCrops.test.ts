import assert from "node:assert/strict";
import { test } from "node:test";
import type { CropSettings } from "../../../src/augmentation/cropSettings";
import { photographsSmall, unaugmentedCrops } from "../../../src/experiments/photographsSmall";
import { photographsByCrops } from "../../../src/node/pictures/photographsByCrops";
import { drawnPhotographs } from "../experiments/drawnPhotographs";

const crops = photographsSmall.crops ?? unaugmentedCrops;

test("opened once for each kind of crops, and all are closed", async () => {
  const opened: CropSettings[] = [];
  let closed = 0;
  const byCrops = photographsByCrops(async (kind) => {
    opened.push(kind);
    return { ...drawnPhotographs(kind), close: async () => void closed++ };
  });
  const first = await byCrops.open(crops);
  assert.equal(await byCrops.open({ ...crops }), first);
  assert.deepEqual((await byCrops.open(unaugmentedCrops)).crops, unaugmentedCrops);
  assert.deepEqual(opened, [crops, unaugmentedCrops]);
  assert.equal(closed, 0);
  await byCrops.close();
  assert.equal(closed, 2);
});

test("what cannot be opened is told, and does not keep the others open", async () => {
  let closed = 0;
  const byCrops = photographsByCrops(async (kind) => {
    if (kind.rotation > 0) throw new Error("no photographs");
    return { ...drawnPhotographs(kind), close: async () => void closed++ };
  });
  await assert.rejects(byCrops.open(crops), /no photographs/);
  await byCrops.open(unaugmentedCrops);
  await byCrops.close();
  assert.equal(closed, 1);
});

test("without BSDS500_IMAGES a sentence says where to get them", async (t) => {
  const given = process.env.BSDS500_IMAGES;
  t.after(() => {
    if (given !== undefined) process.env.BSDS500_IMAGES = given;
  });
  delete process.env.BSDS500_IMAGES;
  const byCrops = photographsByCrops();
  await assert.rejects(
    byCrops.open(unaugmentedCrops),
    /^Error: Expected BSDS500_IMAGES to name .*, but it is not set\. Fetch BSR_bsds500\.tgz from .*, and set the variable/,
  );
  await byCrops.close();
});
