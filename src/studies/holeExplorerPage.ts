// The hole explorer as one piece of HTML: a picture that stands where scripts are stripped, and a script that puts the explorer
// in its place. The script holds both images as data. The hole is cut out of the sprite by CSS: moving it changes two background positions.
import type { HoleExploration } from "./exploreHoles";
import { decibels } from "../figures/reportFigures";
import { escapeMarkup, syntheticLabel } from "../figures/style";
import { widgetHtml } from "../figures/widget";

export interface ExplorerPage {
  /** Letters and digits, the same for the same content. */
  readonly key: string;
  /** data: addresses of the picture, of explorerSprite and of explorerMap as images. */
  readonly picture: string;
  readonly sprite: string;
  readonly map: string;
  /** The map in words. */
  readonly alt: string;
  /** Width of the map in CSS pixels. */
  readonly mapWidth: number;
}

export interface ExplorerPageOptions {
  /** CSS pixels per image pixel; default 5. */
  readonly scale?: number;
  /** Row and column of the corner at the start; default the middle. */
  readonly start?: readonly [number, number];
  /** The last corner row and column that training drew; default 23. */
  readonly trainedTo?: number;
  readonly synthetic?: boolean;
}

/** Without scripts: the map and a sentence. With them: the explorer. Throws on a start outside the picture. */
export function holeExplorerHtml(
  exploration: HoleExploration,
  page: ExplorerPage,
  options: ExplorerPageOptions = {},
): string {
  const { side, network, harmonic } = exploration.values;
  const places = network.length;
  const middle = Math.floor(places / 2);
  const { scale = 5, start = [middle, middle], trainedTo = 23, synthetic = false } = options;
  if (start.some((corner) => !(Number.isInteger(corner) && corner >= 0 && corner < places))) {
    throw new Error(
      `Expected a corner with row and column from 0 to ${places - 1}, but received ${start.join(", ")}. ` +
        `Leave start out for the middle.`,
    );
  }
  const texts = [network, harmonic].map((map) => map.map((row) => row.map(decibels)));
  const data = {
    places,
    side,
    scale,
    size: exploration.picture.shape[1],
    row: start[0],
    column: start[1],
    trainedTo,
    picture: page.picture,
    sprite: page.sprite,
    network: texts[0],
    harmonic: texts[1],
    note: synthetic ? syntheticLabel : "",
  };
  const image = `<img src="${page.map}" width="${page.mapWidth}" alt="${escapeMarkup(page.alt)}">`;
  const still =
    `${image}<p>A map in place of the hole explorer, which needs scripts: ` +
    `run this notebook, trust it, or open its HTML page.</p>`;
  return widgetHtml({ kind: "hole-explorer", key: page.key, still, data, build });
}

const build = String.raw`function (root, d) {
  function make(tag, parent, style, text) {
    var node = document.createElement(tag);
    node.style.cssText = style || "";
    if (text) node.textContent = text;
    parent.appendChild(node);
    return node;
  }
  var z = d.scale, n = d.places, k = d.side, row = d.row, column = d.column;
  root.textContent = "";
  var board = make("div", root, "display:flex;flex-wrap:wrap;gap:12px;width:fit-content;padding:4px;user-select:none;" +
    "-webkit-user-select:none");
  board.tabIndex = 0;
  board.setAttribute("role", "application");
  board.setAttribute("aria-label", "Hole explorer: drag the hole over a picture, or move it with the arrow keys, " +
    "with Shift by its own side.");
  board.setAttribute("data-lm-suppress-shortcuts", "true");
  function square(pixels) {
    return "width:" + pixels * z + "px;height:" + pixels * z + "px;";
  }
  function panel(title, half) {
    var box = make("div", board, "font:13px sans-serif;text-align:center");
    make("div", box, "padding-bottom:3px", title);
    var picture = make("div", box, "position:relative;overflow:hidden;cursor:move;touch-action:none;" +
      "image-rendering:pixelated;" + square(d.size) + "background:url(" + d.picture + ") 0 0/100% 100%");
    var hole = make("div", picture, "position:absolute;image-rendering:pixelated;" + square(k) +
      (half < 0 ? "outline:2px solid #E69F00" : ""));
    if (half === -1) hole.style.background = "#000";
    if (half >= 0) hole.style.background = "url(" + d.sprite + ") 0 0/" + 2 * n * k * z + "px " + n * k * z + "px";
    var score = make("div", box, "padding-top:3px;min-height:1.3em");
    picture.onpointerdown = function (event) {
      picture.setPointerCapture(event.pointerId);
      board.focus({ preventScroll: true });
      follow(event);
      event.preventDefault();
    };
    picture.onpointermove = function (event) {
      if (picture.hasPointerCapture(event.pointerId)) follow(event);
    };
    function follow(event) {
      var frame = picture.getBoundingClientRect();
      place(Math.round((event.clientY - frame.top) / z - k / 2), Math.round((event.clientX - frame.left) / z - k / 2));
    }
    return { half: half, hole: hole, score: score };
  }
  var panels = [panel("original", -2), panel("masked", -1), panel("network", 0), panel("harmonic", 1)];
  var line = make("output", root, "display:block;font:13px sans-serif;padding:4px");
  make("div", root, "font:12px sans-serif;padding:0 4px;opacity:.7", "Drag over a picture, or use the arrow keys.");
  function place(newRow, newColumn) {
    row = Math.min(n - 1, Math.max(0, newRow));
    column = Math.min(n - 1, Math.max(0, newColumn));
    var texts = [d.network[row][column], d.harmonic[row][column]];
    panels.forEach(function (panel) {
      panel.hole.style.left = column * z + "px";
      panel.hole.style.top = row * z + "px";
      if (panel.half < 0) return;
      panel.hole.style.backgroundPosition = -(panel.half * n + column) * k * z + "px " + -row * k * z + "px";
      panel.score.textContent = texts[panel.half];
    });
    line.textContent = "Hole at row " + row + ", column " + column + ". PSNR in the hole: network " + texts[0] + ", harmonic " +
      texts[1] + "." + (row > d.trainedTo || column > d.trainedTo ? " Training draws no hole at this place." : "") +
      (d.note ? " (" + d.note + ")" : "");
  }
  board.onkeydown = function (event) {
    var step = event.shiftKey ? k : 1, moves = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
    var move = moves[event.key];
    if (!move || event.ctrlKey || event.altKey || event.metaKey) return;
    place(row + step * move[0], column + step * move[1]);
    event.preventDefault();
    event.stopPropagation();
  };
  place(row, column);
}`;
