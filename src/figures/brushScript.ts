// What the brush computes in the page, as plain JavaScript: which pixels its strokes open, and the harmonic fill.

/** Functions holesOf(strokes, w, h), the places of hole pixels row by row, and harmonicFill(photograph, channel, places, w, h). */
export const computing: string = String.raw`function holesOf(strokes, w, h) {
    var known = new Uint8Array(w * h).fill(1), places = [];
    function stretch(from, to, radius) {
      var dx = to[0] - from[0], dy = to[1] - from[1], length = dx * dx + dy * dy;
      var top = Math.max(0, Math.ceil(Math.min(from[1], to[1]) - radius));
      var left = Math.max(0, Math.ceil(Math.min(from[0], to[0]) - radius));
      for (var y = top; y <= Math.min(h - 1, Math.floor(Math.max(from[1], to[1]) + radius)); y++) {
        for (var x = left; x <= Math.min(w - 1, Math.floor(Math.max(from[0], to[0]) + radius)); x++) {
          var along = length === 0 ? 0 : ((x - from[0]) * dx + (y - from[1]) * dy) / length;
          var share = Math.min(1, Math.max(0, along)), ax = x - from[0] - share * dx, ay = y - from[1] - share * dy;
          if (ax * ax + ay * ay <= radius * radius) known[y * w + x] = 0;
        }
      }
    }
    strokes.forEach(function (stroke) {
      stroke.points.forEach(function (to, i) { stretch(stroke.points[Math.max(0, i - 1)], to, stroke.radius); });
    });
    for (var p = 0; p < known.length; p++) if (known[p] === 0) places.push(p);
    return places;
  }
  /** Every hole pixel the mean of its neighbours, round after round, each step lengthened by .9 (over-relaxation). */
  function harmonicFill(photograph, channel, places, w, h) {
    var values = new Float32Array(w * h), sum = 0, change = 1;
    for (var p = 0; p < w * h; p++) sum += values[p] = photograph[4 * p + channel];
    places.forEach(function (at) { sum -= values[at]; });
    places.forEach(function (at) { values[at] = sum / (w * h - places.length); });
    for (var round = 0; round < 400 && change > 0.01; round++) {
      change = 0;
      for (var i = 0; i < places.length; i++) {
        var at = places[i], x = at % w, total = 0, count = 0;
        if (x > 0) { total += values[at - 1]; count++; }
        if (x < w - 1) { total += values[at + 1]; count++; }
        if (at >= w) { total += values[at - w]; count++; }
        if (at < w * (h - 1)) { total += values[at + w]; count++; }
        var step = 1.9 * (total / count - values[at]);
        values[at] += step;
        change = Math.max(change, Math.abs(step));
      }
    }
    return values;
  }`;
