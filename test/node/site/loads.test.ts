import assert from "node:assert/strict";
import { test } from "node:test";
import { loadedByElements, loadsFromElsewhere } from "../../../src/node/site/loads";

test("everything that an element loads by itself is found, however it is written", () => {
  const loading = [
    '<script src="https://a.example/1.js"></script>',
    "<script defer src='//a.example/2.js'></script>",
    "<script src=http://a.example/3.js></script>",
    '<link href="https://a.example/4.css" rel="stylesheet">',
    '<link rel="preconnect" href="https://a.example/5">',
    '<img alt="a > b" src="https://a.example/6.png">',
    '<img srcset="small.png 1x, https://a.example/7.png 2x">',
    '<video poster="https://a.example/8.png"></video>',
    '<svg><image xlink:href="https://a.example/9.png"/><use href="https://a.example/10.svg#x"/></svg>',
    '<object data="https://a.example/11.svg"></object>',
    '<p style="background: url(https://a.example/12.png)">',
    '<style>@import "https://a.example/13.css"; @font-face { src: url("https://a.example/14.woff2") }</style>',
    '<meta http-equiv="refresh" content="0; url=https://a.example/15">',
    '<script>import("https://a.example/16");</script>',
    '<?xml-stylesheet href="https://a.example/17.css"?>',
    '<base href="https://a.example/18/">',
    "<img src='x' onerror='this.src=\"https://a.example/19.png\"'>",
  ];
  const found = loading.flatMap((markup) => loadsFromElsewhere(markup, "markup"));
  assert.deepEqual(
    found.map((address) => Number(/(\d+)(?:\.\w+|\/|#\S*)?$/.exec(address.replace(/#.*/, ""))?.[1])),
    Array.from({ length: 19 }, (_, i) => i + 1),
  );
});

test("links to click on, names of XML, comments, data and what lies beside the page need no network", () => {
  const markup = [
    '<a href="https://a.example">out</a>',
    '<svg xmlns="http://www.w3.org/2000/svg"><rect fill="url(#gradient)"/></svg>',
    '<!-- <script src="https://a.example/x.js"></script> -->',
    '<img src="data:image/png;base64,aa//bb"><script src="_static/own.js?v=1"></script>',
    '<link rel="canonical" href="https://a.example">',
    "<style>/* https://a.example/x.css */ p { background: url(data:image/png;base64,a) }</style>",
    "<code>&lt;script src=&quot;https://a.example/x.js&quot;&gt;</code>",
    '<script>const page = "https://a.example/docs";</script>',
  ].join("\n");
  assert.deepEqual(loadsFromElsewhere(markup, "markup"), []);
  assert.deepEqual(loadedByElements('<img src="a.png?x=1&amp;y=2"><a href="b.html">b</a>'), ["a.png?x=1&y=2"]);
});

test("scripts and styles by themselves", () => {
  const script = (code: string): string[] => loadsFromElsewhere(code, "script");
  for (const code of [
    'import "https://a.example/m"',
    "import x from 'https://a.example/m'",
    "await import(`https://a.example/m`)",
    'fetch("https://a.example/m")',
    'new WebSocket("wss://a.example/m")',
    'element.src = "//a.example/m"',
    'const cdn = "https://a.example/mathjax/tex.js?config=x"',
  ])
    assert.equal(script(code).length, 1, code);
  assert.deepEqual(script('// see https://a.example/x.js\nconst ns = "http://www.w3.org/2000/svg";'), []);
  assert.deepEqual(loadsFromElsewhere("@import url(//a.example/x.css); a { b: url('c.png') }", "style"), [
    "//a.example/x.css",
  ]);
});
