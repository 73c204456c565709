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
    if (!place.classList.contains('js-plotly-plot')) place.addEventListener('wheel', (event) => event.stopPropagation(), { capture: true, passive: true });
    return Plotly.react(place, chosenData(place, panel), themed(panel), config);
  };

  // --- Switches: which of the runs and steps in the file are shown ---------------------------------------------------

  const RUNS = ['ideal', 'noisy', 'measured'];
  const chosen = new Map(); // by figure: { run, step }, '' for all

  const titleOf = (panel) => String(panel.layout.title?.text ?? panel.layout.title ?? '').replace(/<[^>]*>/g, '').trim();

  /** The run that a label is about, if it is about one. */
  const runOf = (label) => {
    const found = RUNS.filter((run) => new RegExp(`(^|[^a-z])${run}([^a-z]|$)`).test(label));
    return found.length === 1 ? found[0] : '';
  };

  const stepOf = (label) => /^N = (\d+)$/.exec(label)?.[1] ?? '';

  /** What each panel of a figure is of: its row tells the run, its column the step, where its own title does not. */
  const facets = (figure) => {
    const rows = [...figure.querySelectorAll('.row')];
    const columns = rows.length ? [...rows[0].querySelectorAll('.plot')].map((place) => stepOf(titleOf(panels[Number(place.dataset.panel)]))) : [];
    return rows.flatMap((row) => {
      const label = row.previousElementSibling?.classList.contains('row-label') ? row.previousElementSibling.textContent.trim() : '';
      return [...row.querySelectorAll('.plot')].map((place, k) => {
        const panel = panels[Number(place.dataset.panel)];
        const title = titleOf(panel);
        const run = runOf(label) || runOf(title);
        const step = stepOf(title) || (rows.length > 1 && columns.length === row.childElementCount ? columns[k] : '');
        return { place, row, panel, run, step, curves: run ? [] : panel.data.map((trace) => runOf(trace.name ?? '')) };
      });
    });
  };

  /** A panel's traces; of curves those of the chosen run, and a map that stands last in its row has the colour bar. */
  const chosenData = (place, panel) => {
    const figure = place.closest('figure');
    const choice = chosen.get(figure);
    if (!choice || (!choice.run && !choice.step)) {
      return panel.data;
    }
    const mine = facets(figure).find((each) => each.place === place);
    const last = [...mine.row.querySelectorAll('.plot')].filter((each) => !each.hidden).pop() === place;
    return panel.data.map((trace, k) => {
      const copy = { ...trace };
      if (choice.run && mine.curves[k] && mine.curves[k] !== choice.run) {
        copy.visible = false;
      }
      if (trace.type === 'heatmap' && trace.zmin !== undefined && last && trace.yaxis === 'y') {
        copy.showscale = true;
        copy.colorbar ??= { thickness: 12 };
      }
      return copy;
    });
  };

  /** Shows the chosen run and step of a figure, and nothing else of it. */
  const apply = async (figure) => {
    const choice = chosen.get(figure);
    const all = facets(figure);
    for (const each of all) {
      each.place.hidden = (choice.run && each.run && each.run !== choice.run) || (choice.step && each.step && each.step !== choice.step) ? true : false;
    }
    for (const row of new Set(all.map((each) => each.row))) {
      const shown = [...row.querySelectorAll('.plot')].filter((place) => !place.hidden);
      row.hidden = shown.length === 0;
      row.dataset.columns ??= row.style.gridTemplateColumns;
      row.style.gridTemplateColumns = shown.length === row.childElementCount ? row.dataset.columns : `repeat(${Math.max(1, shown.length)}, minmax(0, 1fr))`;
      const label = row.previousElementSibling;
      if (label?.classList.contains('row-label')) {
        label.hidden = row.hidden;
      }
    }
    for (const each of all) {
      if (!each.place.hidden && drawn.includes(each.place)) {
        await draw(each.place);
        Plotly.Plots.resize(each.place);
      }
    }
  };

  const switchOf = (figure, name, values, label, text) => {
    const id = `${figure.id}-${name}`;
    const select = document.createElement('select');
    select.id = id;
    for (const value of ['', ...values]) {
      select.append(new Option(value === '' ? 'all' : text(value), value));
    }
    select.addEventListener('change', () => {
      chosen.set(figure, { ...chosen.get(figure), [name]: select.value });
      apply(figure);
    });
    const caption = document.createElement('label');
    caption.htmlFor = id;
    caption.textContent = label;
    const pair = document.createElement('span');
    pair.append(caption, ' ', select);
    return pair;
  };

  /** Offers the runs and steps that a figure has several of. */
  const addSwitches = (figure) => {
    const bar = figure.querySelector('.switches');
    if (!bar) {
      return;
    }
    const all = facets(figure);
    const runs = RUNS.filter((run) => all.some((each) => each.run === run || each.curves.includes(run)));
    const steps = [...new Set(all.map((each) => each.step).filter(Boolean))];
    if (runs.length > 1) {
      bar.append(switchOf(figure, 'run', runs, 'Show', (run) => run));
    }
    if (steps.length > 1) {
      bar.append(switchOf(figure, 'step', steps, 'Step N', (step) => step));
    }
    if (bar.childElementCount) {
      chosen.set(figure, { run: '', step: '' });
    }
  };

  const unpacked = (id) => {
    const binary = atob(document.getElementById(id).textContent);
    const bytes = new Uint8Array(binary.length);
    for (let k = 0; k < bytes.length; k++) {
      bytes[k] = binary.charCodeAt(k);
    }
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

  const [text, library] = await Promise.all([unpacked('panels'), unpacked('plotly')]);
  const panels = numbers(JSON.parse(text));
  const script = document.createElement('script');
  script.textContent = library;
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
  document.querySelectorAll('figure').forEach(addSwitches);
  root.dataset.plots = 'drawn';
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => drawn.forEach(draw));
})().catch((error) => {
  document.documentElement.classList.add('no-plots');
  document.documentElement.dataset.plots = String(error);
  console.error(error);
});
