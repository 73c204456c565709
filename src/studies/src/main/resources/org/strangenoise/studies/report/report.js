'use strict';
(async () => {
  const root = document.documentElement;
  const panels = JSON.parse(document.getElementById('panels').textContent);
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

  const themed = (layout) => {
    const style = getComputedStyle(root);
    const ink = style.getPropertyValue('--ink').trim();
    const line = style.getPropertyValue('--line').trim();
    const copy = structuredClone(layout);
    copy.paper_bgcolor = 'rgba(0,0,0,0)';
    copy.plot_bgcolor = 'rgba(0,0,0,0)';
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
    place.style.height = panel.height + 'px';
    const config = { responsive: true, displaylogo: false, modeBarButtonsToRemove: ['sendDataToCloud'], toImageButtonOptions: { format: 'svg', filename: panel.figure } };
    return Plotly.react(place, panel.data, themed(panel.layout), config);
  };

  const load = async () => {
    const packed = document.getElementById('plotly').textContent;
    const bytes = Uint8Array.from(atob(packed), (character) => character.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
    const script = document.createElement('script');
    script.textContent = await new Response(stream).text();
    document.head.append(script);
  };

  if (!('DecompressionStream' in window)) {
    giveUp(root, 'this browser cannot unpack the plotting library');
    return;
  }
  await load();
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
  root.dataset.plots = 'drawn';
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => drawn.forEach(draw));
})().catch((error) => {
  document.documentElement.classList.add('no-plots');
  document.documentElement.dataset.plots = String(error);
  console.error(error);
});
