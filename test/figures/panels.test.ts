import assert from "node:assert/strict";
import { test } from "node:test";
import { makeFigure } from "../../src/figures/figure";
import { panels } from "../../src/figures/panels";
import { svgToPng } from "../../src/node/figures/encode";

const chart = (title: string, width: number, height: number, synthetic = false) =>
  makeFigure({ title, alt: `${title} alone`, synthetic, data: [{ x: [1, 2], y: [1, 2] }], layout: { width, height } });

test("charts stand beside one another from the left, as high as the highest", () => {
  const picture = panels([chart("first", 300, 200), chart("second", 400, 250)], { title: "Both", alt: 'a <b> & "c"' });
  assert.deepEqual([picture.width, picture.height, picture.synthetic], [700, 250, false]);
  assert.match(
    picture.svg,
    /^<svg role="img" aria-label="a &lt;b&gt; &amp; &quot;c&quot;"[^>]* width="700" height="250"/,
  );
  assert.deepEqual(
    [...picture.svg.matchAll(/<svg x="(\d+)" y="0" width="(\d+)"/g)].map(([, x, width]) => [x, width]),
    [
      ["0", "300"],
      ["300", "400"],
    ],
  );
  for (const title of ["first", "second"]) assert.ok(picture.svg.includes(`>${title}</text>`), title);
  assert.ok(!picture.svg.includes("alone"));
  assert.equal(svgToPng(picture.svg).readUInt32BE(16), 700);
});

test("one synthetic chart makes the picture synthetic; no chart is refused", () => {
  assert.equal(panels([chart("a", 300, 200), chart("b", 300, 200, true)], { title: "T", alt: "A" }).synthetic, true);
  assert.throws(
    () => panels([], { title: "T", alt: "A" }),
    /Expected at least one chart to place, but received none\. Give/,
  );
});
