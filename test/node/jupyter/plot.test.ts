import assert from "node:assert/strict";
import { test } from "node:test";
import type { Layout, Plot } from "nodeplotlib";
import * as nodeplotlib from "nodeplotlib";
import { plot } from "../../../src/node/jupyter/plot";
import { inNotebook } from "./fakeKernel";

const data: Plot[] = [{ type: "scatter", name: "loss", x: [1, 2, 3], y: [0.7, 0.6, 0.55] }];
const layout: Layout = { xaxis: { title: { text: "epoch" } }, yaxis: { title: { text: "cross-entropy" } } };

test("what nodeplotlib's plot takes is taken", () => {
  const same: (data: Plot[], layout?: Layout, config?: nodeplotlib.Config) => void = plot;
  const theirs: (data: Plot[], layout?: Layout, config?: nodeplotlib.Config) => void = nodeplotlib.plot;
  assert.equal(typeof same, typeof theirs);
});

test("a chart stands below the cell, in every form, with title and words from its axes and traces", (context) => {
  const { sent } = inNotebook(context);
  plot(data, layout, { scrollZoom: true });
  plot(data, { ...layout, title: { text: "<b>It learns</b>" } });
  const [derived, named] = sent.map(({ data: forms }) => String(forms["text/plain"]));
  assert.deepEqual(Object.keys(sent[0].data), [
    "application/vnd.plotly.v1+json",
    "image/svg+xml",
    "image/png",
    "text/plain",
  ]);
  assert.match(derived, /^cross-entropy by epoch\ncross-entropy by epoch\. loss from 0\.7 at 1 to 0\.55 at 3\.\n/);
  assert.match(named, /^It learns\nIt learns: cross-entropy by epoch\. loss from/);
  const { config } = sent[0].data["application/vnd.plotly.v1+json"] as { config: object };
  assert.deepEqual(config, { displaylogo: false, responsive: false, scrollZoom: true });
});

test("no data, and traces that are drawn in the window only, are refused", (context) => {
  inNotebook(context);
  assert.throws(
    () => plot([]),
    /Expected data to be a list of traces, but received an empty list\. Write for example plot\(\[\{ x: \[1, 2\], y: \[3, 4\] \}\]\)\./,
  );
  assert.throws(
    () => plot([{ type: "pie", values: [1, 2] }]),
    /Expected traces of type scatter, bar, heatmap, but received "pie"\. Draw it with .* or open it with plot\(data, layout, \{ window: true \}\)\./,
  );
});
