import assert from "node:assert/strict";
import { test } from "node:test";
import { positionMap } from "../../src/studies/positionsMap";
import { assertLooksAsBefore } from "../support/snapshot";
import { positions } from "./recordSamples";

const picture = positionMap(positions);

test("two maps on one colour scale, whose ends are those of both", () => {
  const all = [...positions.network.flat(), ...positions.harmonic.flat()];
  for (const end of [Math.min(...all), Math.max(...all)]) {
    assert.ok(picture.svg.includes(`>${Number(end.toPrecision(3))}</text>`), `${end}`);
  }
  for (const text of ["Network", "Harmonic", "dB", "row of the corner", "never trained: row and column 24"]) {
    assert.ok(picture.svg.includes(`>${text}</text>`), text);
  }
  assert.doesNotMatch(picture.svg, /NaN|undefined/);
});

test("equal values have equal colours in both maps", () => {
  const flat = (value: number): number[][] => [
    [value, value],
    [value, 3],
  ];
  const { svg } = positionMap({ ...positions, network: flat(1), harmonic: flat(2) }, { trainedTo: 0 });
  const brightest = svg
    .split("<svg x=")
    .slice(1)
    .map((half) => half.match(/fill="(?:rgb\(253,231,37\)|#fde725)"/gi)?.length);
  assert.deepEqual(brightest, [1, 1]);
});

test("the words give the pooled figures inside and outside what was trained", () => {
  assert.equal(
    picture.alt,
    "PSNR in a hole of 8×8 by its position, 1,000 images at each position. " +
      "Pooled: network 17.62 dB at rows and columns 0 to 23, 13.40 dB at row or column 24; " +
      "harmonic 17.97 dB at rows and columns 0 to 23, 18.31 dB at row or column 24.",
  );
  assert.ok(positionMap(positions, { synthetic: true }).svg.includes(">synthetic data</text>"));
});

test("maps that do not fit are refused", () => {
  const draw = (harmonic: number[][]) => () => positionMap({ ...positions, harmonic });
  assert.throws(
    draw([[1]]),
    /Expected maps with as many rows as columns, but received 25 and 1 rows, one of 1 columns\. Measure/,
  );
  assert.throws(() => positionMap({ ...positions, network: [] }), /but received 0 and 0 rows\. Measure/);
});

test("the picture looks as before", () => assertLooksAsBefore("position-map", picture));

test("one method or three have a map each, under their own names", () => {
  const { side, images, inside, outside, network } = positions;
  const pooled = { side, images, inside: { telea: inside.network }, outside: { telea: outside.network } };
  const one = positionMap({ ...pooled, telea: network });
  assert.ok(
    one.svg.includes(">Telea</text>") && one.svg.includes(">dB</text>") && !one.svg.includes(">Network</text>"),
  );
  const { harmonic } = inside;
  const three = positionMap({
    side,
    images,
    a: network,
    b: network,
    c: network,
    inside: { a: harmonic, b: harmonic, c: harmonic },
    outside: { a: harmonic, b: harmonic, c: harmonic },
  });
  assert.match(three.alt, /Pooled: a 17\.97 dB .*; b 17\.97 dB .*; c 17\.97 dB at rows/);
  assert.ok(three.width > one.width);
});
