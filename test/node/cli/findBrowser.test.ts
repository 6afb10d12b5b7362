import assert from "node:assert/strict";
import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { findBrowser } from "../../../src/node/cli/findBrowser";
import { temporaryFolder } from "../../support/temporaryFolder";

test("the browser is the one that CHROMIUM names, else the first on the PATH", () => {
  const folder = temporaryFolder("browser-");
  const [named, found] = ["my-browser", "chromium"].map((name) => {
    writeFileSync(join(folder, name), "");
    chmodSync(join(folder, name), 0o755);
    return join(folder, name);
  });
  assert.equal(findBrowser({ CHROMIUM: named, PATH: folder }), named);
  assert.equal(findBrowser({ PATH: `/nowhere:${folder}` }), found);
  assert.equal(findBrowser({ CHROMIUM: join(folder, "absent"), PATH: folder }), null);
});
