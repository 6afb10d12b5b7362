import assert from "node:assert/strict";
import { test } from "node:test";
import { mapColour, rgb, textWidth } from "../../src/figures/style";

test("viridis grows lighter throughout", () => {
  const light = Array.from({ length: 41 }, (_, i) => mapColour(i / 40)).map(
    ([r, g, b]) => 0.2126 * r + 0.7152 * g + 0.0722 * b,
  );
  assert.ok(light.every((value, i) => i === 0 || value > light[i - 1]));
});

test("text is as wide as DejaVu Sans sets it", () => {
  assert.ok(Math.abs(textWidth("Wide", 16) - ((2025 + 569 + 1300 + 1260) / 2048) * 16) < 1e-9);
});

test("a colour of another form is refused", () => {
  assert.throws(() => rgb("red"), /Expected a colour of the form "#RRGGBB", but received "red"/);
});
