import assert from "node:assert/strict";
import { test } from "node:test";
import { classChart } from "../../src/studies/classesChart";
import { chartSvg } from "../../src/figures/staticChart";
import { assertLooksAsBefore } from "../support/snapshot";
import { classes, interval } from "./recordSamples";

const values = {
  classNames: ["cat", "ship"],
  texture: [1, 2],
  methods: { network: [16, 18], authors: [15, 17], harmonic: [20, 14] },
};
const few = {
  ...values,
  methods: {
    network: values.methods.network.map((value) => interval(value)),
    authors: values.methods.authors.map((value) => interval(value)),
    harmonic: values.methods.harmonic.map((value) => interval(value)),
  },
};

test("one row per class, the network's best at the top; three series with their intervals", () => {
  const { data, layout } = classChart(few);
  const points = data.filter(({ name }) => name !== undefined);
  assert.deepEqual(
    [layout.yaxis?.ticktext, layout.yaxis?.tickvals],
    [
      ["ship", "cat"],
      [1, 0],
    ],
  );
  assert.deepEqual(
    points.map(({ name, x }) => [name, x]),
    [
      ["network", [16, 18]],
      ["authors' weights", [15, 17]],
      ["harmonic", [20, 14]],
    ],
  );
  // cat stands below ship in each.
  for (const { y } of points) assert.ok((y as number[])[0] < (y as number[])[1]);
});

test("the words give every number in the rows' order, and synthetic data is said", () => {
  assert.equal(
    classChart(few).alt,
    "PSNR in the hole by class in dB with 95 % intervals, from the network's best class down: " +
      "network, authors' weights, harmonic. ship 18.00, 17.00, 14.00; cat 16.00, 15.00, 20.00.",
  );
  assert.ok(chartSvg(classChart(few, { synthetic: true })).includes(">synthetic data</text>"));
});

test("a method that lacks a class is refused", () => {
  const methods = { ...few.methods, authors: [interval(1)] };
  assert.throws(
    () => classChart({ ...few, methods }),
    /Expected 2 intervals of "authors", but received 1\. Give one per class/,
  );
});

test("the chart looks as before", () => assertLooksAsBefore("classes", classChart(classes)));

test("any methods are drawn, in the order of the first one's classes", () => {
  const { network, harmonic } = few.methods;
  const { data, alt } = classChart({ ...few, methods: { telea: harmonic, mine: network } });
  assert.deepEqual(
    data.flatMap(({ name }) => name ?? []),
    ["telea", "mine"],
  );
  assert.match(alt, /from telea's best class down: telea, mine\. cat 20\.00, 16\.00; ship 14\.00, 18\.00\./);
  assert.throws(() => classChart({ ...few, methods: {} }), /Expected at least one method to draw, but received none/);
});
