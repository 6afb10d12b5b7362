import assert from "node:assert/strict";
import { test } from "node:test";
import { exploreHoles } from "../../src/studies/exploreHoles";
import { imageBatch, takeImages } from "../../src/images/batch";
import { near } from "../metrics/near";
import { erringBy, pictures, unitPictures } from "./auditFills";

const picture = takeImages(pictures, [0]);

test("the fill of each place is kept as bytes, in reading order, with its error", async () => {
  const places: number[] = [];
  const {
    network,
    harmonic,
    values,
    picture: kept,
  } = await exploreHoles(
    {
      network: erringBy(0),
      harmonic: (images) => imageBatch(new Uint8Array(images.data.length).fill(128), images.shape),
    },
    picture,
    { side: 4, onPosition: (done) => void places.push(done) },
  );
  assert.deepEqual([network.shape, harmonic.shape, places.length], [[81, 4, 4, 3], [81, 4, 4, 3], 81]);
  assert.deepEqual(kept.data, unitPictures.data.subarray(0, kept.data.length));
  for (const [row, column] of [
    [0, 0],
    [2, 5],
    [8, 8],
  ]) {
    const patch = network.data.subarray((row * 9 + column) * 48, (row * 9 + column + 1) * 48);
    const wanted = Array.from(
      { length: 48 },
      (_, k) => pictures.data[((row + Math.floor(k / 12)) * 12 + column) * 3 + (k % 12)],
    );
    assert.deepEqual([...patch], wanted);
  }
  assert.ok(harmonic.data.every((value) => value === 128));
  assert.equal(values.network[3][4], Infinity);
});

test("values outside [0,1] are cut off, and errors are those of the whole fill", async () => {
  const { network, values } = await exploreHoles({ network: erringBy(2), harmonic: erringBy(0.1) }, picture, {
    side: 6,
  });
  assert.ok(network.data.every((value) => value === 255));
  near(values.network[1][1], -10 * Math.log10(4), 1e-4);
  near(values.harmonic[6][6], 20, 1e-4);
});

test("anything but one square picture in colour is refused", async () => {
  const fills = { network: erringBy(0), harmonic: erringBy(0) };
  const grey = imageBatch(new Float32Array(16), [1, 4, 4, 1]);
  await assert.rejects(
    exploreHoles(fills, pictures),
    /Expected one square picture in colour, \[1,H,H,3\], but received \[6,12,12,3\]/,
  );
  await assert.rejects(exploreHoles(fills, grey), /but received \[1,4,4,1\]\. Take one/);
});
