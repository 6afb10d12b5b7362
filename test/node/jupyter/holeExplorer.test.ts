import assert from "node:assert/strict";
import { before, test } from "node:test";
import { runInNewContext } from "node:vm";
import sharp from "sharp";
import { exploreHoles, type HoleExploration } from "../../../src/studies/exploreHoles";
import { explorerMap, explorerSprite } from "../../../src/studies/holeExplorer";
import { imageBatch, type ImageBatch } from "../../../src/images/batch";
import { holeExplorerOutput, showHoleExplorer } from "../../../src/node/jupyter/holeExplorer";
import { randomStream } from "../../../src/random";
import { inNotebook } from "./fakeKernel";

const random = randomStream(1, "hole explorer");
const noise = (count: number, side: number): ImageBatch =>
  imageBatch(
    Uint8Array.from({ length: count * side * side * 3 }, () => random.integer(0, 255)),
    [count, side, side, 3],
  );
let exploration: HoleExploration;

// 12×12 pixels, a hole of 4×4: nine places to a side; the network paints the place's number, the harmonic fill is exact.
before(async () => {
  const picture = noise(1, 12);
  const truth = Float32Array.from(picture.data, (value) => value / 255);
  exploration = await exploreHoles(
    {
      network: (images, { data }) => {
        const corner = data.indexOf(0);
        const place = Math.floor(corner / 12) * 9 + (corner % 12);
        return imageBatch(new Uint8Array(images.data.length).fill(place), images.shape);
      },
      harmonic: (images) => imageBatch(truth.slice(), images.shape),
    },
    picture,
    { side: 4 },
  );
});

test("the sprite holds each place's fill where the script looks for it", () => {
  const { data, width, height } = explorerSprite(exploration);
  assert.deepEqual([width, height], [72, 36]);
  for (const [row, column] of [
    [0, 0],
    [3, 7],
    [8, 8],
  ]) {
    assert.equal(data[(row * 4 * 72 + column * 4) * 3], row * 9 + column);
    const value = exploration.picture.data[((row + 3) * 12 + column + 3) * 3];
    assert.equal(data[((row * 4 + 3) * 72 + (9 + column) * 4 + 3) * 3], Math.round(value * 255));
  }
});

test("the map ends at 40 dB and says which is better where", () => {
  const { alt, svg } = explorerMap(exploration, { trainedTo: 7 });
  assert.match(alt, /^PSNR in a hole of 4×4 at each of 81 positions in one picture: network /);
  assert.match(alt, /, harmonic 40\.0 to 40\.0 dB; the network is better at 0 of them\.$/);
  assert.doesNotMatch(svg, /NaN|Infinity/);
});

test("in a notebook: HTML that asks for nothing from outside, with the map in it, PNG and words", async (context) => {
  const { sent } = inNotebook(context);
  showHoleExplorer(exploration, { synthetic: true });
  const [{ data }] = sent;
  const html = String(data["text/html"]);
  assert.deepEqual(Object.keys(data), ["text/html", "image/png", "text/plain"]);
  assert.doesNotMatch(html, /https?:|src="(?!data:)|@import|<link/);
  assert.ok(html.indexOf("<img ") < html.indexOf("<script>"), "what is left without scripts is the map");
  assert.equal(html.match(/<script>/g)?.length, 1);
  assert.match(html, /"note":"synthetic data"/);
  const map = await sharp(Buffer.from(String(data["image/png"]), "base64")).metadata();
  assert.ok(map.width > 400);
  assert.equal(
    holeExplorerOutput(exploration, { synthetic: true }).html,
    html,
    "the same exploration gives the same text",
  );
  assert.notEqual(holeExplorerOutput(exploration).html, html);
});

/** As much of a page's elements as the script uses. */
class Element {
  readonly style: Record<string, string> = {};
  readonly children: Element[] = [];
  readonly attributes = new Map<string, string>();
  textContent = "";
  [handler: `on${string}`]: ((event: object) => void) | undefined;
  appendChild(child: Element): void {
    this.children.push(child);
  }
  setAttribute(name: string, value: string): void {
    this.attributes.set(name, value);
  }
  setPointerCapture(id: number): void {
    this.attributes.set("captured", String(id));
  }
  hasPointerCapture(id: number): boolean {
    return this.attributes.get("captured") === String(id);
  }
  getBoundingClientRect(): object {
    return { left: 100, top: 50 };
  }
  focus(): void {
    this.attributes.set("focused", "yes");
  }
}

/** Runs the output's script as a page would: the board, its four pictures' holes, and the line of text. */
function opened(html: string, roots = 1): { board: Element; holes: Element[]; pictures: Element[]; line: Element }[] {
  const found = Array.from({ length: roots }, () => new Element());
  const code = html.split("<script>")[1].replace("</script>", "");
  runInNewContext(code, {
    document: {
      createElement: () => new Element(),
      querySelectorAll: (query: string) =>
        query.includes(":not([data-ready])") ? found.filter(({ attributes }) => !attributes.has("data-ready")) : [],
    },
  });
  return found.map(({ children: [board, line] }) => {
    const pictures = board.children.map(({ children }) => children[1]);
    return { board, line, pictures, holes: pictures.map(({ children }) => children[0]) };
  });
}

const nothing = { preventDefault: (): void => undefined, stopPropagation: (): void => undefined };

test("dragging moves all holes, the cut-outs of the sprite and the numbers; the hole stops at the border", () => {
  const { html } = holeExplorerOutput(exploration, { scale: 10, start: [0, 1], trainedTo: 7 });
  const [{ board, holes, pictures, line }] = opened(html);
  assert.match(
    line.textContent,
    /^Hole at row 0, column 1\. PSNR in the hole: network -?\d+\.\d dB, harmonic exact\.$/,
  );
  const at = (x: number, y: number): object => ({ ...nothing, pointerId: 3, clientX: 100 + x, clientY: 50 + y });
  pictures[2].onpointermove?.(at(60, 60));
  assert.match(line.textContent, /row 0, column 1/, "without the button down nothing moves");
  pictures[2].onpointerdown?.(at(60, 50));
  assert.deepEqual([holes[0].style.left, holes[3].style.top, board.attributes.get("focused")], ["40px", "30px", "yes"]);
  assert.deepEqual(
    [2, 3].map((i) => holes[i].style.backgroundPosition),
    ["-160px -120px", "-520px -120px"],
  );
  pictures[2].onpointermove?.(at(500, -20));
  assert.match(line.textContent, /^Hole at row 0, column 8\..* Training draws no hole at this place\.$/);
  assert.equal(board.children[3].children[2].textContent, "exact");
});

test("arrow keys move it by one, with Shift by its side; other keys are left to the page", () => {
  const [{ board, line }] = opened(holeExplorerOutput(exploration).html);
  const press = (key: string, more = {}): number => {
    let taken = 0;
    board.onkeydown?.({ key, ...more, preventDefault: () => taken++, stopPropagation: () => undefined });
    return taken;
  };
  assert.deepEqual([press("ArrowDown"), press("ArrowLeft", { shiftKey: true })], [1, 1]);
  assert.deepEqual([press("Enter"), press("ArrowUp", { ctrlKey: true })], [0, 0]);
  assert.match(line.textContent, /^Hole at row 5, column 0\./);
});

test("the same explorer twice on a page is built twice, and once each", () => {
  const { html } = holeExplorerOutput(exploration);
  const boards = opened(html, 2);
  assert.equal(boards.filter(({ board }) => board.children.length === 4).length, 2);
});

test("a start outside the picture and a picture too large are refused", async () => {
  assert.throws(
    () => holeExplorerOutput(exploration, { start: [0, 9] }),
    /Expected a corner with row and column from 0 to 8, but received 0, 9\./,
  );
  const method = (images: ImageBatch): ImageBatch => noise(1, images.shape[1]);
  const large = await exploreHoles({ network: method, harmonic: method }, noise(1, 36), { side: 12 });
  assert.throws(
    () => holeExplorerOutput(large),
    /Expected an explorer below 500 kB, but received \d+ kB\. Explore a picture of about 32×32/,
  );
});
