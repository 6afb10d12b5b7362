import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { chooseContenders, contenders, hostsOf } from "../../../bench/classical/contenders";
import { classicalPeers } from "../../../bench/classical/peers";
import { missingPeersNote, peersPython } from "../../../bench/peers";
import { classicalMethods } from "../../../src/classical";

test("--only knows every contender", async () => {
  const { classicalContenders } = await import("../../../src/node/cli/declarations/bench.mjs");
  assert.deepEqual(
    classicalContenders,
    contenders.map(({ name }) => name),
  );
  assert.deepEqual(
    chooseContenders(["harmonic", "telea"]).map(({ name }) => name),
    ["telea", "harmonic"],
  );
  assert.equal(chooseContenders(undefined), contenders);
});

test("ours are methods of this project, and their peers take part", () => {
  for (const { name, host, method, peer } of contenders) {
    if (host.name.startsWith("ours")) assert.ok(Object.hasOwn(classicalMethods, method), method);
    else
      assert.ok(
        contenders.some((one) => one.peer === name),
        name,
      );
    if (peer !== undefined)
      assert.ok(
        contenders.some((one) => one.name === peer && one.host.language === "python"),
        peer,
      );
  }
});

test("each program is started once", () => {
  assert.deepEqual(
    hostsOf(contenders).map(({ name }) => name),
    ["ours", "OpenCV", "scikit-image", "ours, all cores"],
  );
  assert.deepEqual(
    hostsOf(chooseContenders(["opencv telea"])).map(({ name }) => name),
    ["OpenCV"],
  );
});

test("without peers one sentence names who is missing and how to install them", () => {
  const programs = (names?: string[]) => chooseContenders(names).map(({ name, host }) => ({ ...host, name }));
  const note = missingPeersNote(classicalPeers, programs(), null) ?? "";
  assert.match(note, /^OpenCV and scikit-image are not installed, so opencv telea, opencv navier-stokes, scikit-image/);
  assert.match(
    note,
    /are missing below; npm run bench -- classical --install-peers installs them \(about 137 MB of downloads,/,
  );
  assert.match(
    missingPeersNote(classicalPeers, programs(["opencv telea"]), null) ?? "",
    /so opencv telea is missing below;/,
  );
  assert.equal(missingPeersNote(classicalPeers, programs(), "/venv/bin/python"), null);
  assert.equal(missingPeersNote(classicalPeers, programs(["telea", "exemplar"]), null), null);
});

test("every peer is pinned to one version, and other pins than those installed do not count", async () => {
  const pins = readFileSync(classicalPeers.requirements, "utf8")
    .trim()
    .split("\n")
    .filter((line) => !line.startsWith("#"));
  for (const line of pins) assert.match(line, /^[\w.-]+==[\w.]+$/);
  for (const name of ["numpy", "scipy", "opencv-python-headless", "scikit-image"]) {
    assert.ok(
      pins.some((line) => line.startsWith(`${name}==`)),
      name,
    );
  }
  const otherPins = join(__dirname, "../../../bench/training/requirements.txt");
  assert.equal(await peersPython({ ...classicalPeers, requirements: otherPins }), null);
});
