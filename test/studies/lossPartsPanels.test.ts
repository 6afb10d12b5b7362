import assert from "node:assert/strict";
import { test } from "node:test";
import { lossPartsPanels } from "../../src/studies/lossPartsPanels";
import { assertLooksAsBefore } from "../support/snapshot";
import { lossParts as parts } from "./recordSamples";

const picture = lossPartsPanels({ parts });
const [whole, errors] = picture.svg.split('<svg x="330"');
/** The heights at which a half of the picture writes a text; what stands beside a bar begins with a hard space. */
const heights = (half: string, text: string): number[] =>
  [...half.matchAll(new RegExp(`translate\\([\\d.]+ ([\\d.]+)\\)[^>]*>\u00a0?${text}</text>`, "g"))].map(([, height]) =>
    Number(height),
  );

test("the whole loss with its floor at the left, what is above it at the right", () => {
  for (const text of ["network, composited", "flat colour", "0.5474", "0.5599", "0.5499"]) {
    assert.ok(heights(whole, text).length > 0, text);
  }
  for (const text of ["0.0098", "0.0027", "0.0125", "0.0070"]) assert.ok(heights(errors, text).length > 0, text);
  for (const text of ["error in known pixels", "error in the hole"]) {
    assert.ok(errors.includes(`>${text}</text>`) && !whole.includes(text), text);
  }
  assert.ok(whole.includes(">floor</text>") && !errors.includes("network, composited"));
  assert.deepEqual([picture.width, picture.svg.includes("NaN")], [720, false]);
});

test("a bar of one part carries its value once, beside it", () => {
  assert.deepEqual([heights(errors, "0.0070").length, heights(errors, "0.0025").length], [1, 1]);
});

test("methods stand in their order, level in both halves", () => {
  const [first, last] = [...heights(whole, "0.5599"), ...heights(whole, "0.5544")];
  assert.ok(first < last);
  assert.deepEqual([...heights(errors, "0.0125"), ...heights(errors, "0.0070")], [first, last]);
});

test("the words give every part, and synthetic data is said", () => {
  assert.ok(
    picture.alt.startsWith(
      "What the loss is made of, in nats per value. " +
        "network: floor 0.5474, 0.0098 in known pixels, 0.0027 in the hole; ",
    ),
    picture.alt,
  );
  const synthetic = lossPartsPanels({ parts, synthetic: true });
  assert.equal(synthetic.synthetic, true);
  assert.equal(synthetic.svg.match(/>synthetic data</g)?.length, 1);
});

test("no method is refused", () => {
  assert.throws(() => lossPartsPanels({ parts: {} }), /Expected at least one method to draw, but received none\. Give/);
});

test("the picture looks as before", () => assertLooksAsBefore("loss-parts-panels", picture));
