import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { contenders } from "../../../bench/classical/contenders";
import { checkSameMethod, findHost, measureMemory, measureWorkload, type Host } from "../../../bench/classical/measure";
import { classicalPeers } from "../../../bench/classical/peers";
import { prepareWorkloads } from "../../../bench/classical/prepare";
import type { FillRequest, ReplyOf, Request } from "../../../bench/classical/protocol";
import { memoryWorkload, speedWorkloads } from "../../../bench/classical/workloads";
import { ContenderProcess } from "../../../bench/contenderProcess";
import { contenderEnvironment } from "../../../bench/environment";
import { peersPython } from "../../../bench/peers";
import { drawDeadLeaves } from "../../../src/datasets/deadLeaves";
import { imageBatch } from "../../../src/images/batch";
import { projectRoot } from "../../../src/node/paths";
import { checkNotRun } from "../../support/inputs";
import { temporaryFolder } from "../../support/temporaryFolder";
import { contender } from "./samples";

const quiet = (): void => undefined;
const machine = { beforeRound: () => Promise.resolve({ idle: 1, loop: 1, quiet: true }) };
const small = drawDeadLeaves({ trainCount: 1, testCount: 6 }).test.images;
const pictures = { photo: imageBatch(new Uint8Array(512 * 512 * 3), [1, 512, 512, 3]), small };
const cifar = speedWorkloads[2];
/** scikit-image fills two images of it. */
const workload = { ...cifar, most: { "scikit-image biharmonic": 2 } };

/** A program that notes what it is asked, fills everything with grey, and takes half a second for an image. */
function fake(name: string, folder: string, asked: FillRequest[]): Host {
  const ask = (request: Request): Promise<never> => {
    if (request.do !== "fill") return Promise.resolve({ peakBytes: 5e6 } as never);
    asked.push(request);
    if (request.output) writeFileSync(join(folder, request.output), new Uint8Array(request.images * 3072).fill(128));
    return Promise.resolve({ seconds: request.images / 2 } as never);
  };
  return { name, ask: ask as Host["ask"], end: () => Promise.resolve() };
}

test("each fills what all fill first, then all take turns, and each round begins with another", async () => {
  const folder = temporaryFolder("lab-measure-");
  const [prepared] = prepareWorkloads([workload], pictures, folder);
  const asked: FillRequest[] = [];
  const host = fake("any", folder, asked);
  const chosen = ["telea", "biharmonic", "scikit-image biharmonic"].map(contender);
  const hostOf = (one: { name: string }) =>
    one.name === "telea" ? { name: "telea", reason: "not today", failed: false } : host;
  const result = await measureWorkload(prepared, chosen, {
    folder,
    rounds: 2,
    say: quiet,
    hostOf,
    machine,
    atLeastSeconds: 0,
  });
  assert.deepEqual(
    asked.map(({ images, output }) => [images, output !== undefined]),
    [
      [2, true],
      [2, true],
      [6, false],
      [2, false],
      [2, false],
      [6, false],
    ],
  );
  assert.deepEqual(
    result.measured.map(({ images, seconds }) => [images, [...seconds]]),
    [
      [6, [3, 3]],
      [2, [1, 1]],
    ],
  );
  assert.deepEqual(result.notMeasured, [{ name: "telea", reason: "not today", failed: false }]);
  assert.equal(result.holePixels, 6 * 64);
  assert.ok(result.measured.every(({ holePsnrDb }) => holePsnrDb !== null && holePsnrDb > 5 && holePsnrDb < 30));
});

test("ours must fill like its peer, or nothing is timed", () => {
  const filled = (name: string, holePsnrDb: number | null) => ({ contender: contender(name), holePsnrDb });
  assert.doesNotThrow(() =>
    checkSameMethod([filled("telea", 17.33), filled("opencv telea", 17.38), filled("exemplar", 14)]),
  );
  assert.doesNotThrow(() => checkSameMethod([filled("telea", null), filled("opencv telea", null)]));
  assert.throws(
    () => checkSameMethod([filled("telea", 17.1), filled("opencv telea", 17.38)]),
    /Expected telea to fill like opencv telea, which reaches 17\.38 dB in the hole, to 0\.1 dB, but received 17\.10 dB\. They/,
  );
});

test("a contender's program is found, or the reason why there is none", () => {
  const host = fake("ours", "", []);
  const setup = { version: "1", methods: ["telea"] };
  const running = [{ ...host, contender: contenders[0].host, setup }];
  assert.equal(findHost(contender("telea"), running, []), running[0]);
  assert.deepEqual(findHost(contender("harmonic"), running, []), {
    name: "harmonic",
    reason: 'ours has no method "harmonic"',
    failed: false,
  });
  const notStarted = [{ name: "OpenCV", reason: "the peers are not installed", failed: false }];
  assert.deepEqual(findHost(contender("opencv telea"), running, notStarted), {
    name: "opencv telea",
    reason: "the peers are not installed",
    failed: false,
  });
});

test("memory is that of a process of its own, which is ended", async () => {
  let ended = 0;
  const asked: FillRequest[] = [];
  const end = (): Promise<void> => Promise.resolve(void ended++);
  const start = (): Host => ({ ...fake("ours", "", asked), end });
  const { before, peak } = await measureMemory(memoryWorkload, contender("telea"), start, "");
  assert.deepEqual([before, peak, ended], [5e6, 5e6, 1]);
  assert.deepEqual(asked, [{ do: "fill", workload: "12 MP", method: "telea", images: 1, atLeastSeconds: 0 }]);
});

/** Fills the small images with real programs, the harness's own check included. */
async function fillForReal(names: readonly string[], python: string | null): Promise<Map<string, number | null>> {
  const folder = temporaryFolder("lab-real-");
  const [prepared] = prepareWorkloads([cifar], pictures, folder);
  const options = { python, cwd: projectRoot, env: contenderEnvironment({ OMP_NUM_THREADS: "1" }) };
  const chosen = names.map(contender);
  const programs = [...new Set(chosen.map(({ host }) => host))];
  const processes = new Map(programs.map((one) => [one.name, new ContenderProcess<Request, ReplyOf>(one, options)]));
  try {
    for (const one of processes.values()) await one.ask({ do: "setup", folder });
    const hostOf = ({ host }: (typeof chosen)[number]): Host => processes.get(host.name) as Host;
    const { measured } = await measureWorkload(prepared, chosen, {
      folder,
      rounds: 1,
      say: quiet,
      hostOf,
      machine,
      atLeastSeconds: 0,
    });
    for (const { seconds } of measured) assert.ok(seconds.length === 1 && seconds[0] > 0);
    return new Map(measured.map((one) => [one.contender.name, one.holePsnrDb]));
  } finally {
    await Promise.all([...processes.values()].map((one) => one.end()));
  }
}

test("the real program fills by every method of this project", async () => {
  const ours = contenders.filter(({ host }) => host.name.startsWith("ours")).map(({ name }) => name);
  const filled = await fillForReal(ours, null);
  assert.deepEqual([...filled.keys()], ours);
  for (const [name, dB] of filled) assert.ok(dB !== null && dB > 10 && dB < 40, `${name}: ${dB} dB`);
});

test("OpenCV and scikit-image fill the same pictures like ours", async () => {
  const python = await peersPython(classicalPeers);
  if (python === null)
    return checkNotRun("OpenCV and scikit-image in the bench: the peers of the bench are not installed");
  const names = contenders.filter(({ name, peer }) => peer !== undefined || name.includes(" ")).map(({ name }) => name);
  assert.equal((await fillForReal(names, python)).size, 10);
});
