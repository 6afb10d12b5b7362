import assert from "node:assert/strict";
import { test } from "node:test";
import { lossCurve } from "../../src/figures/lossCurve";
import { sampleLoss } from "./samples";

test("references are drawn first and in grey, then training dotted and validation with markers", () => {
  const { data } = sampleLoss();
  assert.deepEqual(
    data.map((trace) => [trace.name, trace.line?.dash, trace.mode]),
    [
      ["recorded run", "solid", "lines"],
      ["this run, training", "dot", "lines"],
      ["this run, validation", "solid", "lines+markers"],
    ],
  );
  assert.equal(data[0].line?.color, "#8C8C8C");
});

test("floor and guesses become lines with their values, and the axis has room for them", () => {
  const { layout } = sampleLoss();
  assert.deepEqual(
    layout.shapes?.map((shape) => [shape.y0, shape.line?.dash]),
    [
      [0.58, "dash"],
      [0.547, "solid"],
    ],
  );
  assert.deepEqual(
    layout.annotations?.map((note) => note.text),
    ["your guess 0.58", "floor 0.547"],
  );
  assert.ok((layout.yaxis?.range?.[0] as number) < 0.547);
  assert.ok((layout.xaxis?.range?.[1] as number) >= 20);
});

test("a run that has not finished an epoch can be drawn", () => {
  const figure = lossCurve({ runs: [{ name: "this run", epochs: [], valLoss: [] }], lastEpoch: 3 });
  assert.match(figure.alt, /No epoch has finished yet/);
});

test("the words give first and last validation loss", () => {
  assert.match(sampleLoss().alt, /this run: validation loss from 0\.61 to 0\.577 in 3 epochs/);
});

test("lengths that differ and losses that are not finite are refused", () => {
  assert.throws(
    () => lossCurve({ runs: [{ name: "a", epochs: [1, 2], loss: [0.6] }] }),
    /Expected 2 values of loss for run "a", but received 1\. Give one per finished epoch/,
  );
  assert.throws(
    () => lossCurve({ runs: [{ name: "a", epochs: [1, 2], valLoss: [0.6, NaN] }] }),
    /Expected finite valLoss for run "a", but received NaN at epoch 2\. Look for/,
  );
});
