import assert from "node:assert/strict";
import { test } from "node:test";
import { plot } from "../../../src/node/jupyter/plot";

test("nodeplotlib, and with it a web server, is loaded only when its window is asked for", () => {
  const loaded = (): boolean => Object.keys(require.cache).some((path) => /node_modules.nodeplotlib/.test(path));
  assert.equal(loaded(), false);
  plot([{ x: [1, 2], y: [3, 4] }]);
  assert.throws(
    () => plot([], {}, { window: true }),
    /Expected data to be a list of traces, but received an empty list/,
  );
  assert.equal(loaded(), false);
});
