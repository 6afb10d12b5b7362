import assert from "node:assert/strict";
import { test } from "node:test";
import { compilerNews, jupyterLabArguments } from "../../../src/node/cli/lab";

test("JupyterLab listens on loopback only and fetches nothing", () => {
  const args = jupyterLabArguments({});
  for (const needed of [
    "--ServerApp.ip=127.0.0.1",
    "--ServerApp.allow_remote_access=False",
    "--LabApp.news_url=None",
    "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
    "--LabApp.extension_manager=readonly",
    "--LabApp.custom_css=True",
  ]) {
    assert.ok(args.includes(needed), needed);
  }
  assert.ok(args.some((arg) => arg.endsWith("notebooks/A0-first-fill.ipynb")));
  assert.equal(args.includes("--no-browser"), false);
  assert.equal(
    args.some((arg) => arg.includes("token")),
    false,
    "the token is handed over unseen",
  );
  assert.deepEqual(
    jupyterLabArguments({ port: 9000, noBrowser: true }).filter((arg) => /^--(ServerApp\.port|no-browser)/.test(arg)),
    ["--ServerApp.port=9000", "--ServerApp.port_retries=0", "--no-browser"],
  );
});

test("the compiler's news tells to restart the kernel, after the first pass only", () => {
  const done = "1:02:03 PM - Found 0 errors. Watching for file changes.";
  assert.equal(compilerNews(done, false), null);
  assert.match(compilerNews(done, true) ?? "", /Restart the kernel/);
  assert.match(compilerNews("1:02:03 PM - Found 2 errors. Watching for file changes.", true) ?? "", /2 type errors/);
  const error = "src/images.ts(3,1): error TS2304: Cannot find name 'x'.";
  assert.equal(compilerNews(error, false), error);
  assert.equal(compilerNews("1:02:03 PM - File change detected.", true), null);
});
