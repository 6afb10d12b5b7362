import assert from "node:assert/strict";
import { test } from "node:test";
import { chartFigure } from "../../src/figures/chartFigure";
import { distributionChart } from "../../src/figures/distributionChart";
import { methodChart } from "../../src/figures/methodChart";
import { methodColour } from "../../src/figures/methodColours";
import { inpaintingMethods } from "../../src/methods";

const networks = new Set(inpaintingMethods.map(({ title }) => title.split(",")[0]));

test("every method of the table has a colour, and no two share one", () => {
  const found = [...networks].map((title) => methodColour(title));
  assert.ok(!found.includes(undefined), String(found));
  assert.equal(new Set(found).size, networks.size);
});

test("a short name has the colour of the title; other names have none", () => {
  assert.equal(methodColour("harmonic fill"), methodColour("Harmonic"));
  assert.equal(methodColour("network"), methodColour("Report's network, authors' weights"));
  assert.equal(methodColour("your guess"), undefined);
});

test("charts give a method its colour wherever it stands, and leave other colours alone", () => {
  const wanted = methodColour("harmonic");
  const bars = methodChart({ title: "Two", unit: "dB", values: { "residual inpainter": 20, harmonic: 18, mine: 15 } });
  assert.deepEqual(bars.data[0].marker?.color, ["#0072B2", wanted, methodColour("residual inpainter")]);
  const lines = distributionChart({ values: { network: [1, 2], harmonic: [1, 3] }, unit: "dB", title: "Two" });
  assert.equal(lines.data[1].line?.color, wanted);
  const x = [1, 2];
  const { data } = chartFigure([
    { name: "harmonic", x, y: x },
    { name: "harmonic", type: "bar", x, y: x },
    { name: "harmonic", x, y: x, line: { color: "#123456" } },
    { x, y: x },
  ]);
  assert.deepEqual(
    data.map(({ line, marker }) => line?.color ?? marker?.color),
    [wanted, wanted, "#123456", undefined],
  );
});
