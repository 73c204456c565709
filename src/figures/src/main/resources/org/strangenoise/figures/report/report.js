'use strict';
(async () => {
  const root = document.documentElement;
  const places = [...document.querySelectorAll('.plot')];

  /** Where plots cannot be drawn, the drawings for print are shown. */
  const giveUp = (scope, why) => {
    scope.classList.add('no-plots');
    root.dataset.plots = why;
  };

  const hasWebGl = () => {
    try {
      return document.createElement('canvas').getContext('webgl') !== null;
    } catch {
      return false;
    }
  };

  /** Colours that stand for numbers are made for a light ground: the lowest would vanish on a dark one. */
  const isColoredByNumbers = (panel) => panel.data.some((trace) => /^scatter/.test(trace.type) && trace.marker && trace.marker.colorscale);

  const themed = (panel) => {
    const layout = panel.layout;
    const style = getComputedStyle(root);
    const ink = style.getPropertyValue('--ink').trim();
    const line = style.getPropertyValue('--line').trim();
    const copy = structuredClone(layout);
    copy.paper_bgcolor = 'rgba(0,0,0,0)';
    copy.plot_bgcolor = isColoredByNumbers(panel) ? style.getPropertyValue('--plate').trim() : 'rgba(0,0,0,0)';
    copy.font = { color: ink, size: 12, family: getComputedStyle(document.body).fontFamily };
    copy.margin = { l: 58, r: 16, t: copy.title ? 62 : 34, b: 46 };
    copy.modebar = { bgcolor: 'rgba(0,0,0,0)', color: line, activecolor: ink };
    copy.hoverlabel = { namelength: -1 };
    for (const name of Object.keys(copy)) {
      if (/^[xy]axis\d*$/.test(name)) {
        Object.assign(copy[name], { gridcolor: line, zerolinecolor: line, linecolor: ink, mirror: true, showline: true, ticks: copy[name].showticklabels === false ? '' : 'outside', zeroline: false, automargin: true });
      }
    }
    if (copy.scene) {
      copy.margin = { l: 0, r: 0, t: copy.title ? 40 : 0, b: 0 };
    }
    return copy;
  };

  const draw = (place) => {
    const panel = panels[Number(place.dataset.panel)];
    const config = { responsive: true, scrollZoom: false, displaylogo: false, modeBarButtonsToRemove: ['sendDataToCloud'], toImageButtonOptions: { format: 'svg', filename: panel.figure } };
    // A sphere would swallow the wheel even where it may not zoom; the page has it.
    place.addEventListener('wheel', (event) => event.stopPropagation(), { capture: true, passive: true });
    return Plotly.react(place, panel.data, themed(panel), config);
  };

  const unpacked = (id) => {
    const bytes = Uint8Array.from(atob(document.getElementById(id).textContent), (character) => character.charCodeAt(0));
    return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))).text();
  };

  /** The spheres of a figure are seen from one side: who turns one, turns all. */
  const turnTogether = (spheres) => {
    for (const sphere of spheres) {
      const follow = (change) => {
        const camera = change['scene.camera'];
        if (!camera) {
          return;
        }
        for (const other of spheres) {
          if (other !== sphere && JSON.stringify(other.layout.scene.camera) !== JSON.stringify(camera)) {
            Plotly.relayout(other, { 'scene.camera': structuredClone(camera) });
          }
        }
      };
      sphere.on('plotly_relayouting', follow);
      sphere.on('plotly_relayout', follow);
    }
  };

  if (!('DecompressionStream' in window)) {
    giveUp(root, 'this browser cannot unpack the plotting library');
    return;
  }
  /** Numbers of many points come as whole steps, two characters each; 4095 stands for a missing one. */
  const digits = Object.fromEntries([...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'].map((c, k) => [c, k]));
  // Not by a reviver of JSON.parse, which would be asked about each of a million numbers.
  const numbers = (value) => {
    if (value === null || typeof value !== 'object') {
      return value;
    }
    if (value.steps !== undefined) {
      return Float64Array.from({ length: value.steps.length / 2 }, (_, k) => {
        const steps = 64 * digits[value.steps[2 * k]] + digits[value.steps[2 * k + 1]];
        return steps === 4095 ? NaN : value.low + steps * value.step;
      });
    }
    if (!Array.isArray(value) || typeof value[0] === 'object') {
      for (const key of Object.keys(value)) {
        value[key] = numbers(value[key]);
      }
    }
    return value;
  };

  const panels = numbers(JSON.parse(await unpacked('panels')));
  const script = document.createElement('script');
  script.textContent = await unpacked('plotly');
  document.head.append(script);
  const webGl = hasWebGl();
  const drawn = [];
  for (const place of places) {
    const needsWebGl = panels[Number(place.dataset.panel)].data.some((trace) => /3d$|gl$/.test(trace.type));
    if (needsWebGl && !webGl) {
      place.closest('figure').classList.add('no-plots');
      continue;
    }
    await draw(place);
    drawn.push(place);
    await new Promise((resolve) => setTimeout(resolve));
  }
  for (const figure of document.querySelectorAll('figure')) {
    turnTogether([...figure.querySelectorAll('.plot')].filter((place) => drawn.includes(place) && panels[Number(place.dataset.panel)].layout.scene));
  }
  root.dataset.plots = 'drawn';
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => drawn.forEach(draw));
})().catch((error) => {
  document.documentElement.classList.add('no-plots');
  document.documentElement.dataset.plots = String(error);
  console.error(error);
});
