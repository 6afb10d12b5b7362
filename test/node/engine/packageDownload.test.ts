import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { test } from "node:test";
import { engineFiles } from "../../../src/node/engine/engineFiles";
import { hostAnswers, runPackageDownload } from "../../../src/node/engine/packageDownload";
import { lastWords, runProgram } from "../../../src/node/runProgram";
import { temporaryFolder } from "../../support/temporaryFolder";

async function withServer<Result>(work: (address: string, server: Server) => Promise<Result>): Promise<Result> {
  const server = createServer((_request, response) => response.writeHead(404).end()).listen(0, "127.0.0.1");
  await new Promise((done) => server.once("listening", done));
  try {
    return await work(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`, server);
  } finally {
    server.close();
  }
}

/** A package whose install script does this, and changes package.json like the real one. */
function packageWith(script: string) {
  const files = engineFiles(temporaryFolder("lab-package-"));
  mkdirSync(join(files.packageFolder, "scripts"));
  writeFileSync(join(files.packageFolder, "package.json"), "{}");
  writeFileSync(
    join(files.packageFolder, "scripts/install.js"),
    `require("fs").writeFileSync("package.json", "changed");\n${script}`,
  );
  return files;
}

const allowed = { LAB_ENGINE: "download" };

test("without permission nothing is asked for and nothing is run", async () => {
  const files = packageWith("");
  for (const env of [{}, { LAB_ENGINE: "" }]) {
    await assert.rejects(runPackageDownload(files, join(files.packageFolder, "log"), env), {
      message: "what it fetches has no checksum, so it is run only where LAB_ENGINE=download allows it",
    });
  }
  assert.equal(readFileSync(join(files.packageFolder, "package.json"), "utf8"), "{}");
});

test("a host that answers anything is in reach, a closed port is not", async () => {
  const closed = await withServer(async (address) => {
    assert.equal(await hostAnswers({ CDN_STORAGE: address }, 120), true);
    return address;
  });
  assert.equal(await hostAnswers({ CDN_STORAGE: closed }), false);
  assert.equal(await hostAnswers({ CDN_STORAGE: closed, HTTPS_PROXY: "http://proxy" }), true, "left to the script");
});

test("the script is not even started when its host is out of reach", async () => {
  const files = packageWith("");
  const log = join(files.packageFolder, "log");
  await assert.rejects(runPackageDownload(files, log, { ...allowed, CDN_STORAGE: "http://127.0.0.1:9/" }), {
    message: "its host does not answer",
  });
  assert.equal(readFileSync(join(files.packageFolder, "package.json"), "utf8"), "{}");
});

test("a failing script is told in its own words, and package.json is put back", async () => {
  await withServer(async (address) => {
    const files = packageWith("console.error('Error: unexpected end of file'); process.exit(1)");
    const log = join(files.packageFolder, "log");
    await assert.rejects(
      runPackageDownload(files, log, { ...allowed, CDN_STORAGE: address, PATH: process.env.PATH }, 120),
      {
        message: "Error: unexpected end of file",
      },
    );
    assert.equal(readFileSync(join(files.packageFolder, "package.json"), "utf8"), "{}");
    assert.match(readFileSync(log, "utf8"), /unexpected end of file/);
  });
});

test("a program that takes too long is ended", async () => {
  const log = join(temporaryFolder("lab-run-"), "log");
  const result = await runProgram(process.execPath, ["-e", "setInterval(() => {}, 1000)"], {
    log,
    timeoutSeconds: 0.2,
  });
  assert.equal(result.timedOut, true);
  assert.equal(result.code, null);
  assert.equal(lastWords(result), "it took too long");
});

test("of a program's output, the line that tells most is shown", () => {
  const output = "a\nx.cc:1: fatal error: y.h: No such file\nmake: *** Error 1\nnot ok\n";
  assert.equal(lastWords({ code: 1, timedOut: false, output }), "x.cc:1: fatal error: y.h: No such file");
  assert.equal(lastWords({ code: 3, timedOut: false, output: "" }), "it ended with code 3");
});
