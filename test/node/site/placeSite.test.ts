import assert from "node:assert/strict";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { checkSiteTarget, placeSite, siteManifestName } from "../../../src/node/site/placeSite";
import { temporaryFolder } from "../../support/temporaryFolder";

/** A folder with these files, each holding `text`. */
function folderOf(files: readonly string[], text = "a page"): string {
  const folder = temporaryFolder("site-");
  for (const file of files) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
  return folder;
}

test("a site goes into a new folder, and a later one takes its place: pages that are gone go, empty folders too", async () => {
  const target = join(temporaryFolder("site-"), "new");
  await placeSite(folderOf(["index.html", "old/page.html", "notebooks/A0.html"]), target);
  await placeSite(folderOf(["index.html", "notebooks/A0.html", "notebooks/A1.html"], "a newer page"), target);
  assert.deepEqual(readdirSync(target).sort(), ["index.html", "notebooks", siteManifestName].sort());
  assert.deepEqual(readdirSync(join(target, "notebooks")), ["A0.html", "A1.html"]);
  assert.equal(readFileSync(join(target, "index.html"), "utf8"), "a newer page");
});

test("a repository around the site is left as it is: .git, .env, CNAME and a file beside the pages", async () => {
  const target = folderOf([".git/HEAD", ".env"], "mine");
  await placeSite(folderOf(["index.html", "old.html"]), target);
  writeFileSync(join(target, "CNAME"), "mine");
  await placeSite(folderOf(["index.html"]), target);
  for (const file of [".git/HEAD", ".env", "CNAME"])
    assert.equal(readFileSync(join(target, file), "utf8"), "mine", file);
  assert.ok(!existsSync(join(target, "old.html")));
});

test("a manifest that was changed removes nothing outside the folder, and no dot file", async () => {
  const target = folderOf([".git/HEAD", "sub/page.html"], "mine");
  const outside = folderOf(["thesis.tex"], "mine");
  const listed = [
    ".git/HEAD",
    `../${outside.split("/").pop()}/thesis.tex`,
    "sub/../.git/HEAD",
    join(outside, "thesis.tex"),
  ];
  writeFileSync(join(target, siteManifestName), JSON.stringify(listed));
  await placeSite(folderOf(["index.html"]), target);
  assert.ok(existsSync(join(target, ".git/HEAD")) && existsSync(join(outside, "thesis.tex")));
  assert.ok(existsSync(join(target, "sub/page.html")), "not listed, so not the site's");
});

test("a folder with something else in it, a file in a page's place and a damaged manifest are refused, with nothing changed", async () => {
  const other = folderOf(["thesis.tex", "searchindex.js"], "mine");
  assert.throws(
    () => checkSiteTarget(other),
    /^Error: Expected --to to name a new folder or an earlier site, but .* holds .*thesis\.tex.* and no site-files\.json, in which a site lists its files\. Name another folder, or empty this one\.$/,
  );
  const target = folderOf(["index.html"], "mine");
  writeFileSync(join(target, siteManifestName), "[]");
  await assert.rejects(
    placeSite(folderOf(["about.html", "index.html"]), target),
    /Expected .*index\.html to be of an earlier site, but it is not in site-files\.json\. Move it away, or name another folder\./,
  );
  assert.deepEqual(readdirSync(target).sort(), ["index.html", siteManifestName]);
  writeFileSync(join(target, siteManifestName), "{");
  await assert.rejects(
    placeSite(folderOf(["a.html"]), target),
    /Expected JSON in .*site-files\.json, .* Name another folder/,
  );
});
