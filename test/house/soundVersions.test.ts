// nodeplotlib brings a web server whose own pins have published faults (axios 0.27, express 4.18, multer 1.4, ws 8.2,
// socket.io-parser 4.0). package.json overrides them; what a user of the package installs has none of them.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { projectRoot } from "../../src/node/paths";

interface Locked {
  version: string;
  dev?: boolean;
  devOptional?: boolean;
}
const locked = Object.entries(
  (JSON.parse(readFileSync(join(projectRoot, "package-lock.json"), "utf8")) as { packages: Record<string, Locked> })
    .packages,
);
const copiesOf = (name: string) => locked.filter(([path]) => path.endsWith(`node_modules/${name}`));

/** The first version without the published faults, for each of them. */
const firstSound: Record<string, string> = {
  axios: "1.12.0",
  "body-parser": "1.20.3",
  "engine.io": "6.4.2",
  express: "4.20.0",
  multer: "2.0.2",
  "socket.io-parser": "4.2.3",
  ws: "8.17.1",
};

function atLeast(version: string, least: string): boolean {
  const [left, right] = [version, least].map((text) => text.split(".").map(Number));
  const different = left!.findIndex((part, position) => part !== right![position]);
  return different === -1 || left![different]! > right![different]!;
}

for (const [name, least] of Object.entries(firstSound))
  test(`every copy of ${name} is sound, and only developers install it`, () => {
    const copies = copiesOf(name);
    assert.ok(copies.length > 0, `${name} is not in package-lock.json: this line is to go`);
    for (const [path, { version, dev }] of copies) {
      assert.ok(atLeast(version, least), `${path} is ${version}, and ${least} was expected at least`);
      assert.equal(dev, true, `${path} is installed for users too`);
    }
  });

test("no path pattern of the web server can be made to run for minutes (path-to-regexp)", () => {
  for (const [path, { version }] of copiesOf("path-to-regexp"))
    assert.ok(atLeast(version, version.startsWith("0.") ? "0.1.12" : "3.3.0"), `${path} is ${version}`);
});
