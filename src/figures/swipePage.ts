// Two of several pictures of one place over one another as HTML: a line that is dragged, or moved by the range below, parts them, and
// which two they are is chosen. Without scripts the two of the start stand side by side with a sentence.
import type { SliderPicture } from "./sliderPage";
import { escapeMarkup } from "./style";
import { beginning, widgetHtml } from "./widget";

export interface SwipePage {
  readonly title: string;
  /** All of one size. */
  readonly pictures: readonly SliderPicture[];
  /** Index of the picture at the left of the line, and of the one at its right. */
  readonly start: readonly [left: number, right: number];
  /** Stands below, such as "synthetic data"; may be empty. */
  readonly note: string;
  /** Letters and digits, the same for the same content. */
  readonly key: string;
}

/** The widget. The two pictures of the start stand in the still part alone, so that each picture is stored once. */
export function swipeHtml({ title, pictures, start, note, key }: SwipePage): string {
  const names = start.map((i) => pictures[i].label).join(", ");
  const still =
    `<p>${escapeMarkup(title)}</p>${start.map((i) => imageTag(pictures[i])).join(" ")}` +
    `<p>${escapeMarkup(names)}${note === "" ? "" : ` (${escapeMarkup(note)})`}. To swipe between ${pictures.length} pictures needs ` +
    `scripts: run this notebook, trust it, or open its HTML page.</p>`;
  const { width, height } = pictures[start[0]];
  const data = {
    title,
    note,
    start,
    width,
    height,
    pictures: pictures.map(({ label, alt, address }, i) => ({ label, alt, address: start.includes(i) ? "" : address })),
  };
  return widgetHtml({ kind: "swipe", key, still, data, build });
}

function imageTag({ address, alt, width, height }: SliderPicture): string {
  return (
    `<img src="${address}" alt="${escapeMarkup(alt)}" width="${width}" height="${height}" ` +
    `style="max-width:48%;height:auto;display:inline">`
  );
}

const build = String.raw`function (root, d) {
  var stills = root.querySelectorAll("img"), addresses = d.pictures.map(function (picture) { return picture.address; });
  addresses[d.start[0]] = stills[0].getAttribute("src");
  addresses[d.start[1]] = stills[1].getAttribute("src");
  ${beginning("d.title")}
  make("div", root, "font-weight:bold;padding-bottom:6px", d.title);
  var row = make("div", root, "display:flex;justify-content:space-between;gap:8px;padding-bottom:6px");
  function choice(side, chosen) {
    var select = make("select", row, "font:inherit");
    select.setAttribute("aria-label", side + " picture");
    d.pictures.forEach(function (picture, i) {
      make("option", select, "", picture.label).value = String(i);
    });
    select.value = String(chosen);
    select.onchange = show;
    return select;
  }
  var left = choice("left", d.start[0]), right = choice("right", d.start[1]);
  var stage = make("div", root, "position:relative;cursor:ew-resize;touch-action:none;user-select:none;" +
    "-webkit-user-select:none;max-width:100%;width:" + d.width + "px");
  function layer(style) {
    var image = make("img", stage, "display:block;width:100%;height:auto;" + style);
    image.width = d.width;
    image.height = d.height;
    image.draggable = false;
    return image;
  }
  var under = layer(""), over = layer("position:absolute;top:0;left:0;");
  var line = make("div", stage, "position:absolute;top:0;bottom:0;width:2px;margin-left:-1px;background:#fff;" +
    "box-shadow:0 0 3px #000;pointer-events:none");
  var range = make("input", root, "display:block;margin:6px 0 0;max-width:100%;width:" + d.width + "px");
  range.type = "range";
  range.min = 0;
  range.max = 100;
  range.step = 1;
  range.value = 50;
  range.setAttribute("aria-label", "share of the left picture");
  range.oninput = show;
  if (d.note) make("div", root, "padding-top:4px;opacity:.7", d.note);
  function show() {
    var one = d.pictures[left.value], other = d.pictures[right.value], share = Number(range.value);
    over.src = addresses[left.value];
    over.alt = one.alt;
    under.src = addresses[right.value];
    under.alt = other.alt;
    over.style.clipPath = "inset(0 " + (100 - share) + "% 0 0)";
    line.style.left = share + "%";
    range.setAttribute("aria-valuetext", share + " % " + one.label + ", " + (100 - share) + " % " + other.label);
  }
  function follow(event) {
    var frame = stage.getBoundingClientRect();
    range.value = Math.round(Math.min(100, Math.max(0, 100 * (event.clientX - frame.left) / frame.width)));
    show();
  }
  stage.onpointerdown = function (event) {
    stage.setPointerCapture(event.pointerId);
    follow(event);
    event.preventDefault();
  };
  stage.onpointermove = function (event) {
    if (stage.hasPointerCapture(event.pointerId)) follow(event);
  };
  root.onkeydown = function (event) { event.stopPropagation(); };
  show();
}`;
