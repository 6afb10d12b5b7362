import "../../support/ownCache";
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { test } from "node:test";
import { create } from "tar";
import { engineFiles } from "../../../src/node/engine/engineFiles";
import {
  fetchLibtensorflow,
  libtensorflowArchives,
  unpackLibtensorflow,
  type LibtensorflowArchive,
} from "../../../src/node/engine/libtensorflow";
import { temporaryFolder } from "../../support/temporaryFolder";

/** A small archive of the same kind: a library, a link to it, a header, and something else. */
async function smallArchive(): Promise<Buffer> {
  const folder = temporaryFolder("lab-lib-");
  for (const name of ["lib", "include/tensorflow/c"]) mkdirSync(join(folder, name), { recursive: true });
  writeFileSync(join(folder, "lib/libtensorflow.so.2.9.1"), "library");
  symlinkSync("libtensorflow.so.2.9.1", join(folder, "lib/libtensorflow.so"));
  writeFileSync(join(folder, "include/tensorflow/c/c_api.h"), "header");
  writeFileSync(join(folder, "LICENSE"), "licence");
  const path = join(folder, "archive.tar.gz");
  await create({ file: path, cwd: folder, gzip: true }, ["./lib", "./include", "./LICENSE"]);
  return readFileSync(path);
}

/** Serves the bytes at every address, counts the downloads, and gives the host's name to `work`. */
async function served(bytes: Buffer | null, work: (host: string) => Promise<void>): Promise<number> {
  let downloads = 0;
  const server = createServer((request, response) => {
    if (request.method === "GET") downloads++;
    if (bytes === null) return void response.writeHead(404).end();
    response.writeHead(200, { "content-length": bytes.length }).end(request.method === "HEAD" ? undefined : bytes);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  try {
    await work(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  } finally {
    server.close();
  }
  return downloads;
}

const archiveOf = (bytes: Buffer): LibtensorflowArchive => ({
  path: "tensorflow/libtensorflow/small.tar.gz",
  sha256: createHash("sha256").update(bytes).digest("hex"),
});

test("each archive has an address below the host and a sum of its own", () => {
  const archives = Object.values(libtensorflowArchives);
  for (const { path, sha256 } of archives) {
    assert.match(path, /^[a-z][\w/.-]+\.tar\.gz$/);
    assert.match(sha256, /^[0-9a-f]{64}$/);
  }
  assert.equal(new Set(archives.map(({ sha256 }) => sha256)).size, archives.length);
});

test("an archive with the stated sum is fetched once, and its library and headers take their place", async () => {
  const bytes = await smallArchive();
  const folder = temporaryFolder("lab-lib-");
  const files = engineFiles(temporaryFolder("lab-engine-"));
  const fetched = await served(bytes, async (host) => {
    const options = { folder, host, report: () => undefined };
    const path = await fetchLibtensorflow(archiveOf(bytes), options);
    assert.equal(await fetchLibtensorflow(archiveOf(bytes), options), path);
    mkdirSync(files.depsFolder);
    writeFileSync(join(files.depsFolder, "earlier"), "");
    await unpackLibtensorflow(path, files);
  });
  assert.equal(fetched, 1);
  assert.deepEqual(readdirSync(files.packageFolder), ["deps"]);
  assert.deepEqual(readdirSync(files.depsFolder).sort(), ["include", "lib"]);
  assert.ok(lstatSync(join(files.depsFolder, "lib/libtensorflow.so")).isSymbolicLink());
  assert.equal(readFileSync(join(files.depsFolder, "lib/libtensorflow.so"), "utf8"), "library");
  assert.equal(readFileSync(join(files.depsFolder, "include/tensorflow/c/c_api.h"), "utf8"), "header");
});

test("other bytes are refused, and a damaged archive that was kept is fetched again", async () => {
  const bytes = await smallArchive();
  const folder = temporaryFolder("lab-lib-");
  const said: string[] = [];
  const report = (line: string): number => said.push(line);
  await served(Buffer.from("<html>portal</html>"), (host) =>
    assert.rejects(
      fetchLibtensorflow(archiveOf(bytes), { folder, host, report }),
      /with SHA-256 [0-9a-f]{64} from http:/,
    ),
  );
  assert.deepEqual(readdirSync(folder), []);
  writeFileSync(join(folder, "small.tar.gz"), "damaged");
  await served(bytes, async (host) => {
    const path = await fetchLibtensorflow(archiveOf(bytes), { folder, host, report });
    assert.deepEqual(readFileSync(path), bytes);
  });
  assert.deepEqual(said, ["small.tar.gz is damaged; fetching it again"]);
});

test("a host that is out of reach, or has no such file, is known at once", async () => {
  const archive = archiveOf(Buffer.from("x"));
  const options = { folder: temporaryFolder("lab-lib-"), report: () => undefined };
  await assert.rejects(fetchLibtensorflow(archive, { ...options, host: "http://127.0.0.1:9/" }), {
    message: "its host does not answer",
  });
  await served(null, (host) =>
    assert.rejects(fetchLibtensorflow(archive, { ...options, host }), {
      message: "its host does not give out small.tar.gz (status 404)",
    }),
  );
});

test("an archive without a library is named, and what was there stays", async () => {
  const folder = temporaryFolder("lab-lib-");
  writeFileSync(join(folder, "LICENSE"), "licence");
  const path = join(folder, "none.tar.gz");
  await create({ file: path, cwd: folder, gzip: true }, ["LICENSE"]);
  const files = engineFiles(temporaryFolder("lab-engine-"));
  mkdirSync(files.depsFolder);
  await assert.rejects(unpackLibtensorflow(path, files), { message: "none.tar.gz holds no library" });
  assert.deepEqual(readdirSync(files.packageFolder), ["deps"]);
  assert.ok(existsSync(files.depsFolder));
});
