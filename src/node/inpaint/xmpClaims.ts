// XMP announces what files carry beside their picture: a gain map, a depth map, the video of a motion photo, a second part of the
// XMP itself. None of it is written with a filled picture, and a file that promises what it has not got is broken to some viewers.

/** The namespaces all of whose properties speak of such things, and those of which only some do. */
const namespaces: readonly (readonly [uri: string, names: string])[] = [
  ["http://ns.adobe.com/hdr-gain-map/1.0/", "\\w+"],
  ["http://ns.apple.com/HDRGainMap/1.0/", "\\w+"],
  ["http://ns.google.com/photos/1.0/container/", "\\w+"],
  ["http://ns.google.com/photos/1.0/container/item/", "\\w+"],
  ["http://ns.google.com/photos/1.0/depthmap/", "\\w+"],
  ["http://ns.google.com/photos/1.0/image/", "\\w+"],
  ["http://ns.google.com/photos/1.0/audio/", "\\w+"],
  ["http://ns.google.com/photos/dd/1.0/device/", "\\w+"],
  ["http://ns.google.com/photos/1.0/camera/", "(?:MotionPhoto|MicroVideo)\\w*"],
  ["http://ns.adobe.com/xmp/note/", "HasExtendedXMP"],
];

/** The packet without these properties, as attributes and as elements; what declares a prefix that nobody uses goes too. */
export function withoutClaims(packet: string): string {
  let text = packet;
  for (const [uri, names] of namespaces) {
    const declaration = new RegExp(`\\s+xmlns:([\\w-]+)\\s*=\\s*(["'])${uri.replaceAll(".", "\\.")}\\2`, "g");
    for (const prefix of new Set(Array.from(text.matchAll(declaration), ([, name]) => name))) {
      const element = new RegExp(
        `\\s*<(${prefix}:${names})(?:\\s(?:[^>"']|"[^"]*"|'[^']*')*)?(?:/>|(?<!/)>[^]*?</\\1\\s*>)`,
        "g",
      );
      const attribute = new RegExp(`\\s+${prefix}:${names}\\s*=\\s*(?:"[^"]*"|'[^']*')`, "g");
      text = text.replace(attribute, "").replace(element, "");
      if (!new RegExp(`[<\\s/]${prefix}:`).test(text)) {
        text = text.replace(declaration, (whole, name) => (name === prefix ? "" : whole));
      }
    }
  }
  return text;
}
