import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import files from "node:fs/promises";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import { downloadFile, UnreachableError, type DownloadOptions } from "../../../src/node/files/download";
import { projectRoot } from "../../../src/node/paths";

const folder = mkdtempSync(join(tmpdir(), "download-"));
const servers: Server[] = [];
after(() => {
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
  rmSync(folder, { recursive: true });
});

const content = Buffer.from(Array.from({ length: 300_000 }, (_, i) => (i * i) % 251));
const md5 = createHash("md5").update(content).digest("hex");
const sha256 = createHash("sha256").update(content).digest("hex");
let number = 0;

type Answer = (request: IncomingMessage, response: ServerResponse, count: number) => void;

/** A server on this machine, and the options to fetch `content` from it into a new file. */
async function serve(answer: Answer): Promise<DownloadOptions & { readonly ranges: (string | undefined)[] }> {
  const ranges: (string | undefined)[] = [];
  const server = createServer((request, response) => answer(request, response, ranges.push(request.headers.range)));
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/set.tar.gz`;
  return { url, path: join(folder, `${++number}`, "set.tar.gz"), bytes: content.length, md5, pauseSeconds: 0, ranges };
}

/** Answers a range request, all of it or its first `most` bytes before the connection breaks. */
function sendRange(request: IncomingMessage, response: ServerResponse, most = Infinity): void {
  const start = Number(/bytes=(\d+)-/.exec(request.headers.range ?? "")?.[1] ?? 0);
  const rest = content.subarray(start);
  const range = { "content-range": `bytes ${start}-${content.length - 1}/${content.length}` };
  response.writeHead(start > 0 ? 206 : 200, { "content-length": rest.length, ...(start > 0 ? range : {}) });
  if (rest.length <= most) response.end(rest);
  else response.write(rest.subarray(0, most), () => setTimeout(() => response.destroy(), 200));
}

const sendWhole: Answer = (request, response) => sendRange(request, response);

function assertWhole({ path }: DownloadOptions): void {
  assert.deepEqual(readFileSync(path), content);
  assert.deepEqual(readdirSync(join(path, "..")), ["set.tar.gz"]);
}

test("a file is fetched, checked and named, with its progress", async () => {
  const options = await serve(sendWhole);
  const seen: number[] = [];
  await downloadFile({ ...options, sha256, onProgress: (received, bytes) => seen.push(received / bytes) });
  assertWhole(options);
  assert.equal(seen[0], 0);
  assert.equal(seen.at(-1), 1);
});

test("a broken connection goes on by range requests", async () => {
  const options = await serve((request, response) => sendRange(request, response, 120_000));
  await downloadFile({ ...options, tries: 30 });
  assertWhole(options);
  // At most 120,000 of 300,000 bytes come per connection; on a busy machine fewer are kept when it breaks.
  const starts = options.ranges.slice(1).map((range) => Number(/^bytes=(\d+)-$/.exec(range ?? "")?.[1]));
  assert.ok(starts.length >= 2, `${starts.length}`);
  starts.forEach((start, i) =>
    assert.ok(start > (starts[i - 1] ?? 0) && start <= (starts[i - 1] ?? 0) + 120_000, `${start}`),
  );
});

test("what an interrupted run left is used by the next one", async () => {
  const options = await serve(sendWhole);
  await files.mkdir(join(options.path, ".."), { recursive: true });
  writeFileSync(`${options.path}.part`, content.subarray(0, 299_000));
  await downloadFile(options);
  assertWhole(options);
  assert.deepEqual(options.ranges, ["bytes=299000-"]);
});

test("Ctrl-C in the middle leaves a part from which the next run goes on", async () => {
  const options = await serve((request, response, count) => {
    if (count > 1) return sendRange(request, response);
    response.writeHead(200, { "content-length": content.length });
    response.write(content.subarray(0, 200_000));
  });
  const code = `require("./src/node/files/download").downloadFile(${JSON.stringify(options)})`;
  const child = spawn(process.execPath, ["--import", "tsx", "-e", code], { cwd: projectRoot, stdio: "inherit" });
  const ended = once(child, "exit");
  const part = `${options.path}.part`;
  while (child.exitCode === null && !(existsSync(part) && statSync(part).size === 200_000)) await wait(20);
  child.kill("SIGINT");
  assert.deepEqual(await ended, [null, "SIGINT"]);
  await downloadFile(options);
  assertWhole(options);
  assert.deepEqual(options.ranges, [undefined, "bytes=200000-"]);
});

test("a part that is already whole needs no server, a longer one is thrown away", async () => {
  const options = await serve(sendWhole);
  await files.mkdir(join(options.path, ".."), { recursive: true });
  writeFileSync(`${options.path}.part`, content);
  await downloadFile(options);
  assertWhole(options);
  assert.deepEqual(options.ranges, []);
  rmSync(options.path);
  writeFileSync(`${options.path}.part`, Buffer.concat([content, content]));
  await downloadFile(options);
  assertWhole(options);
});

test("a server without range requests sends the whole again", async () => {
  const options = await serve((_request, response, count) => {
    response.writeHead(200, { "content-length": content.length });
    if (count > 1) response.end(content);
    else response.write(content.subarray(0, 1000), () => setTimeout(() => response.destroy(), 50));
  });
  await downloadFile(options);
  assertWhole(options);
});

test("a part of another file is found out, and the file is fetched from its start", async () => {
  const options = await serve(sendWhole);
  await files.mkdir(join(options.path, ".."), { recursive: true });
  writeFileSync(`${options.path}.part`, Buffer.alloc(5000));
  await downloadFile(options);
  assertWhole(options);
  assert.deepEqual(options.ranges, ["bytes=5000-", undefined]);
});

test("a range that the server refuses, goes wrong with or does not name starts over", async () => {
  for (const refuse of [
    (response: ServerResponse) => response.writeHead(416).end(),
    (response: ServerResponse) => response.writeHead(503).end(),
    (response: ServerResponse) => response.writeHead(206).end(content),
    (response: ServerResponse) =>
      response.writeHead(206, { "content-range": `bytes 7-299999/300000` }).end(content.subarray(7)),
  ]) {
    const options = await serve((request, response, count) =>
      count === 1 ? refuse(response) : sendRange(request, response),
    );
    await files.mkdir(join(options.path, ".."), { recursive: true });
    writeFileSync(`${options.path}.part`, content.subarray(0, 99));
    await downloadFile(options);
    assertWhole(options);
  }
});

test("after several broken connections it ends with one sentence and keeps the part", async () => {
  const options = await serve((request, response) => sendRange(request, response, 50_000));
  const message = new RegExp(
    "^Expected 300000 bytes from http:.*, but the download broke off 3 times \\(.+\\)\\. " +
      "Run the command again: it goes on where it stopped\\.$",
  );
  await assert.rejects(downloadFile({ ...options, tries: 3 }), { message });
  const kept = readFileSync(`${options.path}.part`);
  assert.ok(kept.length > 0 && kept.length <= 150_000, `${kept.length}`);
  assert.deepEqual(kept, content.subarray(0, kept.length));
  assert.ok(!existsSync(options.path));
});

test("a connection on which nothing comes any more counts as broken", async () => {
  const options = await serve((_request, response) => {
    response.writeHead(200, { "content-length": content.length });
    response.write(content.subarray(0, 1000));
  });
  await assert.rejects(downloadFile({ ...options, tries: 1, patienceSeconds: 0.2 }), {
    message: /nothing came for 0\.2 seconds/,
  });
});

test("other bytes under the right size are refused and not kept", async () => {
  const options = await serve((_request, response) => response.end(Buffer.alloc(content.length)));
  await assert.rejects(downloadFile(options), {
    message:
      `Expected 300000 bytes with MD5 ${md5} from ${options.url}, but received other bytes. ` +
      `Run the command again, or fetch the file by hand into ${join(options.path, "..")}.`,
  });
  assert.deepEqual(readdirSync(join(options.path, "..")), []);
  assert.equal(options.ranges.length, 1);
});

test("another size is refused before it is fetched, or as soon as too much comes", async () => {
  const announced = await serve((_request, response) => response.end(Buffer.alloc(10)));
  await assert.rejects(downloadFile({ ...announced, sha256 }), {
    message: new RegExp(`^Expected 300000 bytes with SHA-256 ${sha256} from http:.*, but received 10 bytes\\.`),
  });
  const endless = await serve((_request, response) => {
    response.write(content);
    response.end(content);
  });
  await assert.rejects(downloadFile(endless), { message: /but received more\./ });
});

test("a host that is not there, refuses, shows a web page or never answers is unreachable", async () => {
  const closed = await serve(sendWhole);
  await new Promise((resolve) => servers.pop()?.close(resolve));
  const refused = new RegExp(
    "^Expected a file from the internet, but 127\\.0\\.0\\.1:\\d+ cannot be reached: " +
      ".*ECONNREFUSED.*\\. Connect to the internet and run the command again\\.$",
  );
  await assert.rejects(
    downloadFile(closed),
    (error: Error) => error instanceof UnreachableError && refused.test(error.message),
  );
  const answers: [Answer, RegExp][] = [
    [(_request, response) => response.writeHead(403).end(), /cannot be reached: it answers with status 403\./],
    [(_request, response) => response.writeHead(503).end(), /cannot be reached: the server answers with status 503\./],
    [
      (_request, response) => response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end("<p>Log in"),
      /cannot be reached: it answers with a web page instead of the file\./,
    ],
    [() => undefined, /cannot be reached: nothing came for 0\.2 seconds\./],
  ];
  for (const [answer, message] of answers) {
    const options = await serve(answer);
    await assert.rejects(
      downloadFile({ ...options, answerSeconds: 0.2 }),
      (error: Error) => error instanceof UnreachableError && message.test(error.message),
    );
    assert.ok(!existsSync(options.path));
  }
});

test("no room and no permission end at once, with one sentence", async (context) => {
  const options = await serve(sendWhole);
  const failure = (code: string): Error => Object.assign(new Error(`${code}: injected`), { code });
  const rename = context.mock.method(files, "rename", () => Promise.reject(failure("ENOSPC")));
  await assert.rejects(downloadFile(options), {
    message:
      `Expected room on the disk to write ${options.path}, but received ENOSPC. ` +
      `Free some space and run the command again.`,
  });
  rename.mock.restore();
  context.mock.method(files, "mkdir", () => Promise.reject(failure("EACCES")));
  await assert.rejects(downloadFile(options), { message: /^Expected permission to write .*, but received EACCES\./ });
});
