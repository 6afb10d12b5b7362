// A slider as HTML: one picture for each of its positions, moved by mouse, buttons or arrow keys. Without scripts the first
// picture stands there with a sentence.
import { escapeMarkup } from "./style";
import { beginning, widgetHtml } from "./widget";

/** One position of a slider. */
export interface SliderPicture {
  /** What the position is called, such as "epoch 3". */
  readonly label: string;
  /** data: address of the picture. */
  readonly address: string;
  /** The picture in words. */
  readonly alt: string;
  /** In CSS pixels. */
  readonly width: number;
  readonly height: number;
}

export interface SliderPage {
  /** What is moved, such as "epoch". */
  readonly label: string;
  readonly pictures: readonly SliderPicture[];
  /** Index of the picture at the start. */
  readonly start: number;
  /** Stands below the moving picture and never changes. */
  readonly below?: Omit<SliderPicture, "label">;
  /** Letters and digits, the same for the same content. */
  readonly key: string;
}

/** The slider. The picture at the start stands in the still part alone, so that it is stored once. */
export function sliderHtml({ label, pictures, start, below, key }: SliderPage): string {
  const position = pictures[start].label;
  const still =
    `${imageTag(pictures[start])}${below === undefined ? "" : `<br>${imageTag(below)}`}<p>${escapeMarkup(label)}: ${escapeMarkup(position)}. The slider needs scripts: run this ` +
    `notebook, trust it, or open its HTML page.</p>`;
  const data = {
    label,
    start,
    frames: pictures.map((picture, i) => ({ ...picture, address: i === start ? "" : picture.address })),
  };
  return widgetHtml({ kind: "slider", key, still, data, build });
}

function imageTag({ address, alt, width, height }: Omit<SliderPicture, "label">): string {
  return (
    `<img src="${address}" alt="${escapeMarkup(alt)}" width="${width}" height="${height}" ` +
    `style="max-width:100%;height:auto">`
  );
}

const build = String.raw`function (root, d) {
  var images = root.querySelectorAll("img"), image = images[0], addresses = d.frames.map(function (frame) { return frame.address; });
  addresses[d.start] = image.getAttribute("src");
  ${beginning("d.label")}
  var row = make("div", root, "display:flex;flex-wrap:wrap;align-items:center;gap:8px;padding-bottom:6px");
  var name = make("label", row, "display:flex;align-items:center;gap:8px", d.label);
  var back = make("button", row, "font:inherit;min-width:28px", "‹");
  var range = make("input", name, "width:240px;max-width:50vw");
  var next = make("button", row, "font:inherit;min-width:28px", "›");
  var text = make("output", row, "font-weight:bold");
  range.type = "range";
  range.min = 0;
  range.max = d.frames.length - 1;
  range.step = 1;
  range.value = d.start;
  back.type = next.type = "button";
  back.setAttribute("aria-label", "previous " + d.label);
  next.setAttribute("aria-label", "next " + d.label);
  // The range itself says where it stands.
  text.setAttribute("aria-live", "off");
  root.appendChild(image);
  if (images[1]) {
    image.style.display = images[1].style.display = "block";
    root.appendChild(images[1]);
  }
  function show(place) {
    var last = d.frames.length - 1;
    place = Math.min(last, Math.max(0, place));
    var frame = d.frames[place];
    range.value = place;
    range.setAttribute("aria-valuetext", frame.label);
    text.textContent = frame.label;
    image.src = addresses[place];
    image.alt = frame.alt;
    image.width = frame.width;
    image.height = frame.height;
    back.disabled = place === 0;
    next.disabled = place === last;
  }
  range.oninput = function () { show(Number(range.value)); };
  back.onclick = function () { show(Number(range.value) - 1); };
  next.onclick = function () { show(Number(range.value) + 1); };
  root.onkeydown = function (event) { event.stopPropagation(); };
  show(d.start);
}`;
