// A picture to paint holes into, as HTML: a round brush, a harmonic fill that the page computes by itself, and the strokes as a line of
// code, for a cell in which other methods fill the same hole. Without scripts the picture stands there with the strokes of the start.
import { computing } from "./brushScript";
import { escapeMarkup } from "./style";
import { beginning, widgetHtml } from "./widget";

export interface BrushPage {
  readonly title: string;
  /** data: address of the picture. */
  readonly picture: string;
  /** data: address of the picture with the holes of the start. */
  readonly painted: string;
  /** The painted picture in words. */
  readonly alt: string;
  /** Of the picture, in pixels. */
  readonly width: number;
  readonly height: number;
  /** CSS pixels per image pixel. */
  readonly scale: number;
  readonly strokes: readonly { readonly radius: number; readonly points: readonly (readonly number[])[] }[];
  /** Of the brush at the start, in pixels. */
  readonly radius: number;
  /** Stands below, such as "synthetic data"; may be empty. */
  readonly note: string;
  /** Letters and digits, the same for the same content. */
  readonly key: string;
}

/** The widget. Its holes are those of drawStrokes(), pixel for pixel; its fill is fillHarmonic's as far as 400 rounds go. */
export function brushHtml({ painted, alt, key, ...data }: BrushPage): string {
  const { title, width, height, scale, note } = data;
  const still =
    `<p>${escapeMarkup(title)}</p><img src="${painted}" alt="${escapeMarkup(alt)}" width="${width * scale}" ` +
    `height="${height * scale}" style="max-width:100%;height:auto"><p>${note === "" ? "" : `${escapeMarkup(note)}. `}` +
    `To paint needs scripts: run this notebook, trust it, or open its HTML page.</p>`;
  return widgetHtml({ kind: "brush", key, still, data, build });
}

const build = String.raw`function (root, d) {
  ${computing}
  var w = d.width, h = d.height, strokes = d.strokes.slice(), place = [Math.round(w / 2), Math.round(h / 2)];
  var photograph = null, moving = null;
  ${beginning("d.title")}
  make("div", root, "font-weight:bold;padding-bottom:6px", d.title);
  var row = make("div", root, "display:flex;flex-wrap:wrap;align-items:center;gap:8px;padding-bottom:6px");
  var label = make("label", row, "display:flex;align-items:center;gap:6px", "brush");
  var size = make("input", label, "width:110px");
  size.type = "range";
  size.min = 1;
  size.max = Math.max(24, d.radius);
  size.step = 1;
  size.value = d.radius;
  size.oninput = function () { size.setAttribute("aria-valuetext", "radius " + size.value + " pixels"); };
  size.oninput();
  function button(text, act) {
    var node = make("button", row, "font:inherit", text);
    node.type = "button";
    node.onclick = act;
    return node;
  }
  button("fill", fill);
  button("undo", function () { strokes.pop(); draw(); });
  button("clear", function () { strokes = []; draw(); });
  button("copy the strokes", function () {
    code.select();
    if (typeof navigator !== "undefined" && navigator.clipboard) navigator.clipboard.writeText(code.value);
  });
  var board = make("canvas", root, "display:block;cursor:crosshair;touch-action:none;max-width:100%;width:" +
    w * d.scale + "px");
  board.width = w;
  board.height = h;
  board.tabIndex = 0;
  board.setAttribute("role", "application");
  board.setAttribute("aria-label", d.title + ": paint with the pointer; arrow keys move the brush, Enter paints a dot.");
  var line = make("output", root, "display:block;padding:4px 0"), code = make("textarea", root,
    "box-sizing:border-box;max-width:100%;font:12px monospace;width:" + w * d.scale + "px");
  code.readOnly = true;
  code.rows = 3;
  code.setAttribute("aria-label", "the strokes, to copy");
  if (d.note) make("div", root, "opacity:.7", d.note);
  var context = board.getContext("2d"), image = document.createElement("img");
  image.onload = function () {
    context.drawImage(image, 0, 0, w, h);
    photograph = context.getImageData(0, 0, w, h).data.slice();
    draw();
  };
  image.src = d.picture;

  /** Shows the photograph with these colours in the hole: three values for each place, or black. */
  function show(places, colours) {
    var shown = context.getImageData(0, 0, w, h);
    shown.data.set(photograph);
    places.forEach(function (p) {
      for (var c = 0; c < 3; c++) shown.data[4 * p + c] = colours ? Math.round(colours[c][p]) : 0;
    });
    context.putImageData(shown, 0, 0);
  }
  function draw() {
    if (photograph === null) return;
    var places = holesOf(strokes, w, h);
    show(places, null);
    line.textContent = places.length + " of " + w * h + " pixels are hole.";
    code.value = "const strokes = [" + strokes.map(function (stroke) {
      var points = stroke.points.map(function (point) { return "[" + point.join(", ") + "]"; });
      return "{ radius: " + stroke.radius + ", points: [" + points.join(", ") + "] }";
    }).join(", ") + "];";
  }
  function fill() {
    if (photograph === null) return;
    var places = holesOf(strokes, w, h), started = Date.now();
    if (places.length === 0 || places.length === w * h) {
      line.textContent = places.length === 0 ? "Paint a hole first." : "Leave something known.";
      return;
    }
    var colours = [0, 1, 2].map(function (c) { return harmonicFill(photograph, c, places, w, h); }), error = 0;
    show(places, colours);
    places.forEach(function (p) {
      for (var c = 0; c < 3; c++) error += Math.pow((colours[c][p] - photograph[4 * p + c]) / 255, 2);
    });
    var squared = error / (3 * places.length), seconds = ((Date.now() - started) / 1000).toFixed(2);
    line.textContent = "Harmonic fill of " + places.length + " pixels, computed in this page in " + seconds + " s: " +
      (squared === 0 ? "exact" : (-10 * Math.log(squared) / Math.LN10).toFixed(1) + " dB in the hole") + ".";
  }
  function pointOf(event) {
    var frame = board.getBoundingClientRect();
    return [Math.round((event.clientX - frame.left) * w / frame.width - 0.5),
      Math.round((event.clientY - frame.top) * h / frame.height - 0.5)];
  }
  function begin(point) {
    moving = { radius: Number(size.value), points: [point] };
    strokes.push(moving);
    draw();
  }
  board.onpointerdown = function (event) {
    board.setPointerCapture(event.pointerId);
    begin(pointOf(event));
    event.preventDefault();
  };
  board.onpointermove = function (event) {
    if (moving === null || !board.hasPointerCapture(event.pointerId)) return;
    var point = pointOf(event), last = moving.points[moving.points.length - 1];
    var far = Math.max(Math.abs(point[0] - last[0]), Math.abs(point[1] - last[1]));
    if (far < Math.max(2, moving.radius / 2)) return;
    moving.points.push(point);
    draw();
  };
  board.onpointerup = function () { moving = null; };
  root.onkeydown = function (event) { event.stopPropagation(); };
  board.onkeydown = function (event) {
    var moves = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] }, move = moves[event.key];
    if ((!move && event.key !== "Enter") || event.ctrlKey || event.altKey || event.metaKey) return;
    var step = Number(size.value);
    if (move) {
      place = [place[0] + step * move[0], place[1] + step * move[1]].map(function (at, i) {
        return Math.min((i === 0 ? w : h) - 1, Math.max(0, at));
      });
      line.textContent = "Brush at column " + place[0] + ", row " + place[1] + ".";
    } else {
      begin(place);
      moving = null;
    }
    event.preventDefault();
    event.stopPropagation();
  };
}`;
