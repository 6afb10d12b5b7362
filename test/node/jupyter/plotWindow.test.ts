import assert from "node:assert/strict";
import { test } from "node:test";
import { plot } from "../../../src/node/jupyter/plot";

test("nodeplotlib, and with it a web server, is loaded only when its window is asked for", () => {
  const loaded = (): string[] => Object.keys(require.cache).filter((path) => /node_modules.nodeplotlib/.test(path));
  // Other tests of this process may have loaded it.
  for (const path of loaded()) Reflect.deleteProperty(require.cache, path);
  plot([{ x: [1, 2], y: [3, 4] }]);
  assert.throws(
    () => plot([], {}, { window: true }),
    /Expected data to be a list of traces, but received an empty list/,
  );
  assert.deepEqual(loaded(), []);
});
