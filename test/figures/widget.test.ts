import assert from "node:assert/strict";
import { test } from "node:test";
import { runInNewContext } from "node:vm";
import { widgetHtml } from "../../src/figures/widget";

const parts = {
  kind: "lamp",
  key: "a1",
  still: "<p>dark</p>",
  data: { text: "</script><b>" },
  build: "function (root, data) { root.shown = data.text; }",
};

test("the still part comes first; data cannot end the script", () => {
  const html = widgetHtml(parts);
  assert.ok(html.startsWith(`<div data-lamp="a1"><p>dark</p></div><script>`));
  assert.equal(html.match(/<\/script>/g)?.length, 1);
});

test("each place is built once, with the data", () => {
  const places = [1, 2].map(() => ({
    ready: false,
    shown: "",
    setAttribute(name: string): void {
      this.ready = name === "data-ready";
    },
  }));
  const asked: string[] = [];
  const document = {
    querySelectorAll: (query: string) => {
      asked.push(query);
      return places.filter(({ ready }) => !ready);
    },
  };
  const code = widgetHtml(parts).split("<script>")[1].replace("</script>", "");
  runInNewContext(code, { document });
  assert.deepEqual(
    places.map(({ ready, shown }) => [ready, shown]),
    [1, 2].map(() => [true, "</script><b>"]),
  );
  assert.deepEqual(asked, ["[data-lamp='a1']:not([data-ready])"]);
});
