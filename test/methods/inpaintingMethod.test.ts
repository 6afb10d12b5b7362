import assert from "node:assert/strict";
import { test } from "node:test";
import { refusal, type MethodSizes } from "../../src/methods/inpaintingMethod";

const refused = (sizes: MethodSizes, height: number, width: number): string | null =>
  refusal({ name: "net", sizes }, height, width);

test("a method of one size refuses every other, height and width told apart", () => {
  const sizes = { kind: "one", height: 32, width: 48 } as const;
  assert.equal(refused(sizes, 32, 48), null);
  assert.equal(
    refused(sizes, 48, 32),
    "Expected a picture of 48×32 pixels for net, which knows no other size, but received 32×48. " +
      "Choose a classical method, for example biharmonic.",
  );
});

test("any size, and any size window by window, refuse nothing", () => {
  assert.equal(refused({ kind: "any" }, 1, 999), null);
  assert.equal(refused({ kind: "windows", multiple: 4 }, 33, 7), null);
});
