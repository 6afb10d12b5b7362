import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { siteProblems } from "../../../src/node/site/checkSite";
import { temporaryFolder } from "../../support/temporaryFolder";

function problemsOf(files: { readonly [path: string]: string }): string[] {
  const folder = temporaryFolder("site-");
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return siteProblems(folder);
}

test("links that lead somewhere, and links a reader may leave by, are no problem", () => {
  assert.deepEqual(
    problemsOf({
      "index.html":
        '<link rel="stylesheet" href="a/style.css?v=1"><a href="a/one.html#there">1</a><a href="#">top</a>' +
        '<a href="https://example.org">out</a>',
      "a/one.html":
        '<h2 id="there">x</h2><a href="../index.html">back</a><a href="#there">x</a>' +
        '<img src="data:image/png;base64,aa"><a href="mailto:x@y.z">m</a>',
      "a/style.css": "body { background: url(data:image/png;base64,aa) }",
    }),
    [],
  );
});

test("a missing page, a missing place and a way out of the folder are named", () => {
  const problems = problemsOf({
    "index.html":
      '<a href="none.html">1</a><a class="x" href="a/one.html#nowhere">2</a><a href="../up.html">3</a>' +
      '<img alt="" src="none.png"><a href="a">4</a>',
    "a/one.html": "<h2>x</h2>",
  });
  assert.deepEqual(problems.sort(), [
    "index.html links to ../up.html, which is outside the folder",
    "index.html links to a, which is not there",
    "index.html links to a/one.html#nowhere, but a/one.html has no such place",
    "index.html links to none.html, which is not there",
    "index.html links to none.png, which is not there",
  ]);
});

test("everything that loads from another host is named: scripts, styles, fonts, pictures, frames", () => {
  const problems = problemsOf({
    "index.html":
      '<script src="https://cdn.example/x.js"></script>' +
      '<link rel="stylesheet" href="//cdn.example/x.css"><img src="http://x.example/a.png">' +
      '<link rel="canonical" href="https://example.org/">' +
      '<style>@import "https://x.example/b.css";</style><iframe src="https://x.example"></iframe>' +
      '<!-- <script src="https://gone.example"></script> -->',
    "style.css": '@font-face { src: url("https://fonts.example/f.woff2") }',
  });
  assert.deepEqual(problems.sort(), [
    "index.html loads //cdn.example/x.css",
    "index.html loads http://x.example/a.png",
    "index.html loads https://cdn.example/x.js",
    "index.html loads https://x.example",
    "index.html loads https://x.example/b.css",
    "style.css loads https://fonts.example/f.woff2",
  ]);
});
