import assert from "node:assert/strict";
import { test } from "node:test";
import { compilerNews, jupyterLabArguments, startText } from "../../../src/node/cli/lab";

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

test("the kernel of a notebook that is closed is shut down in the end, never one that is open; both are said", () => {
  const args = jupyterLabArguments({});
  assert.ok(args.includes("--MappingKernelManager.cull_idle_timeout=14400"));
  assert.ok(args.includes("--MappingKernelManager.cull_connected=False"));
  assert.match(startText, /Kernel > Shut Down Kernel.* 4 idle hours/s);
  assert.match(startText, /Before git pull/);
});

test("the compiler's news tells to restart the kernel, after the first pass and where code was written", () => {
  const done = "1:02:03 PM - Found 0 errors. Watching for file changes.";
  const written = "TSFILE: /project/dist/images.js";
  const newsOf = compilerNews();
  for (const line of [written, done, done, "TSFILE: /project/dist/.tsbuildinfo", done])
    assert.equal(newsOf(line), null, line);
  assert.equal(newsOf(written), null);
  assert.match(newsOf(done) ?? "", /^src was recompiled\. Restart the kernel/);
  assert.equal(newsOf(done), null, "told once");
  assert.match(newsOf("1:02:03 PM - Found 2 errors. Watching for file changes.") ?? "", /2 type errors/);
  const error = "src/images.ts(3,1): error TS2304: Cannot find name 'x'.";
  assert.equal(newsOf(error), error);
  assert.equal(newsOf("1:02:03 PM - File change detected."), null);
});
