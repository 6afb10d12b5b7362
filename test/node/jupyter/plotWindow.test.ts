import assert from "node:assert/strict";
import { test } from "node:test";
import { makeFigure } from "../../../src/figures/figure";
import "../../../src/node/jupyter/display";
import { openPlotWindow } from "../../../src/node/jupyter/plotWindow";

test("nodeplotlib, and with it a web server, is loaded only when its window is asked for", () => {
  const loaded = (): boolean => Object.keys(require.cache).some((path) => /node_modules.nodeplotlib/.test(path));
  assert.equal(loaded(), false);
  const figure = makeFigure({ title: "T", alt: "A.", data: [{ y: [1] }] });
  assert.throws(() => openPlotWindow({ ...figure, alt: "" }), /Expected the figure to have alt text/);
  assert.equal(loaded(), false);
});
