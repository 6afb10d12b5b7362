import assert from "node:assert/strict";
import { test } from "node:test";
import { lossPartsChart } from "../../src/studies/lossPartsChart";
import { chartSvg } from "../../src/figures/staticChart";
import { assertLooksAsBefore } from "../support/snapshot";

const parts = {
  network: { floor: 0.5474, knownExcess: 0.0102, holeExcess: 0.0027 },
  "network, composited": { floor: 0.5474, knownExcess: -1e-17, holeExcess: 0.0027 },
  harmonic: { floor: 0.5474, knownExcess: 1e-9, holeExcess: 0.0025 },
};

test("the parts stack from the floor upwards, methods from left to right", () => {
  const { data, layout } = lossPartsChart({ parts });
  assert.equal(layout.barmode, "stack");
  assert.deepEqual(
    data.map(({ name, y }) => [name, y]),
    [
      ["floor", [0.5474, 0.5474, 0.5474]],
      ["error in known pixels", [0.0102, 0, 0]],
      ["error in the hole", [0.0027, 0.0027, 0.0025]],
    ],
  );
  assert.deepEqual(data[0].x, ["network", "network, composited", "harmonic"]);
});

test("each bar carries its sum, and each part its value where it has room", () => {
  const svg = chartSvg(lossPartsChart({ parts }));
  for (const text of ["0.5603", "0.5501", "0.5499", "0.5474", "error in the hole"]) {
    assert.ok(svg.includes(`>${text}</text>`), text);
  }
  assert.ok(!svg.includes(">0.0027</text>"));
});

test("without the floor only the errors are drawn, and the axis fits them", () => {
  const figure = lossPartsChart({ parts, floor: false });
  const svg = chartSvg(figure);
  assert.deepEqual(
    figure.data.map(({ name }) => name),
    ["error in known pixels", "error in the hole"],
  );
  for (const text of ["0.0129", "0.0102", "0.0027", "0.0025"]) assert.ok(svg.includes(`>${text}</text>`), text);
  assert.ok((figure.layout.yaxis?.range?.[1] as number) < 0.015);
  assert.equal(figure.title, "What the loss is made of, above its floor");
});

test("a guess is a dashed line with its value, and the axis has room for it", () => {
  const { layout } = lossPartsChart({ parts, guesses: [{ name: "your guess", value: 0.8 }] });
  assert.deepEqual(
    layout.shapes?.map(({ y0, y1, line }) => [y0, y1, line?.dash]),
    [[0.8, 0.8, "dash"]],
  );
  assert.ok(layout.annotations?.some(({ text }) => text === "your guess 0.8000"));
  assert.ok((layout.yaxis?.range?.[1] as number) > 0.8);
  const alone = lossPartsChart({ parts: { harmonic: parts.harmonic }, guesses: [{ name: "your guess", value: 0.8 }] });
  assert.equal(alone.layout.annotations?.at(-1)?.xanchor, "right");
});

test("the words give every part, and synthetic data is said", () => {
  const { alt } = lossPartsChart({ parts: { network: parts.network } });
  assert.equal(
    alt,
    "What the loss is made of, in nats per value. network: floor 0.5474, 0.0102 in known pixels, " +
      "0.0027 in the hole.",
  );
  const above = lossPartsChart({ parts: { network: parts.network }, floor: false, synthetic: true });
  assert.match(above.alt, /nats per value\. network: 0\.0102 in known pixels/);
  assert.ok(chartSvg(above).includes(">synthetic data</text>"));
});

test("no method and values that are not finite are refused", () => {
  assert.throws(() => lossPartsChart({ parts: {} }), /Expected at least one method to draw, but received none\. Give/);
  const broken = { a: { floor: 0.5, knownExcess: NaN, holeExcess: 0 } };
  assert.throws(
    () => lossPartsChart({ parts: broken }),
    /Expected finite numbers in the traces of "What the loss is made of"/,
  );
});

test("the chart looks as before", async () => {
  await assertLooksAsBefore(
    "loss-parts",
    lossPartsChart({ parts, floor: false, guesses: [{ name: "your guess", value: 0.008 }] }),
  );
});
