import assert from "node:assert/strict";
import { test } from "node:test";
import { groupChart } from "../../src/figures/groupChart";
import { chartSvg } from "../../src/figures/staticChart";
import type { GroupFigure } from "../../src/metrics/groups";

const figure = (group: number, value: number): GroupFigure => ({
  group,
  value,
  low: value - 1,
  high: value + 1,
  level: 0.95,
  images: 10,
  withHole: 10,
});
const groups = { network: [figure(0, 24), figure(1, 14)], harmonic: [figure(0, 28), figure(1, 13.5)] };
const options = { title: "By texture", axis: "tenth", unit: "dB", groups };

test("each method has a line and two dotted ones at the ends of its intervals, in one colour", () => {
  const { data } = groupChart(options);
  assert.deepEqual(
    data.map(({ name, y, line, showlegend }) => [name, y, line?.dash, showlegend]),
    [
      ["network", [24, 14], undefined, undefined],
      ["network", [23, 13], "dot", false],
      ["network", [25, 15], "dot", false],
      ["harmonic", [28, 13.5], undefined, undefined],
      ["harmonic", [27, 12.5], "dot", false],
      ["harmonic", [29, 14.5], "dot", false],
    ],
  );
  assert.equal(new Set(data.slice(0, 3).map(({ line }) => line?.color)).size, 1);
  assert.notEqual(data[0].line?.color, data[3].line?.color);
});

test("groups are counted from 1, or named", () => {
  assert.deepEqual(groupChart(options).data[0].x, ["1", "2"]);
  const named = chartSvg(groupChart({ ...options, groupName: (group) => ["cat", "ship"][group] }));
  for (const text of ["cat", "ship", "tenth", "network"]) assert.ok(named.includes(`>${text}</text>`), text);
});

test("the words give each method's first and last group, and synthetic data is said", () => {
  assert.equal(
    groupChart(options).alt,
    "By texture, dB, by tenth. network: from 24.00 (1) to 14.00 (2); harmonic: from 28.00 (1) to 13.50 (2).",
  );
  assert.ok(chartSvg(groupChart({ ...options, synthetic: true })).includes(">synthetic data</text>"));
});

test("no group is refused", () => {
  const draw = (none: { [method: string]: GroupFigure[] }) => () => groupChart({ ...options, groups: none });
  assert.throws(draw({}), /Expected at least one group to draw, but received none\. Give/);
  assert.throws(draw({ network: [] }), /Expected at least one group to draw/);
});
