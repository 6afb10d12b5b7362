// A piece of HTML that brings all it needs: a still picture that stands where scripts are stripped, and a script that builds
// something to move in its place. It asks for nothing from outside. JupyterLab runs the script in a notebook that it trusts;
// pages of notebooks and the site run it always.
export interface WidgetParts {
  /** The kind, in small letters with hyphens, such as "slider": the element has the attribute data-KIND. */
  readonly kind: string;
  /** Letters and digits, the same for the same content: by it the script finds its place, so that several share a page. */
  readonly key: string;
  /** HTML that stands until the script has run. */
  readonly still: string;
  /** What the script is given, as JSON. */
  readonly data: object;
  /**
   * Plain JavaScript, `function (root, data) {…}`: fills the element `root`, which still holds `still`. As text, since a compiled
   * function would bring its compiler's names along.
   */
  readonly build: string;
}

/** The widget as HTML. Several of the same content on one page are built once each. */
export function widgetHtml({ kind, key, still, data, build }: WidgetParts): string {
  const places = `[data-${kind}='${key}']:not([data-ready])`;
  const script =
    `(function (build, data) { document.querySelectorAll(${JSON.stringify(places)}).forEach(function (root) {` +
    ` root.setAttribute("data-ready", ""); build(root, data); }); })`;
  return (
    `<div data-${kind}="${key}">${still}</div>` +
    `<script>${script}(${build}, ${JSON.stringify(data).replace(/</g, "\\u003c")})</script>`
  );
}

/**
 * How a `build` begins, as JavaScript: `root` is emptied and gets a name, which an expression such as "d.title" gives, and
 * make(tag, parent, style, text) adds an element.
 */
export function beginning(name: string): string {
  return `root.textContent = "";
  root.setAttribute("role", "group");
  root.setAttribute("aria-label", ${name});
  // JupyterLab's own keys do not reach in here.
  root.setAttribute("data-lm-suppress-shortcuts", "true");
  root.style.cssText = "font:13px sans-serif;width:fit-content;max-width:100%;padding:4px";
  function make(tag, parent, style, text) {
    var node = document.createElement(tag);
    node.style.cssText = style;
    if (text) node.textContent = text;
    parent.appendChild(node);
    return node;
  }`;
}
