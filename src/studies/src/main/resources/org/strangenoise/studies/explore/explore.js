// The page of `strange-noise explore`: it holds a study as data, changes its numbers, asks for what it shows, and draws.

const COARSE = { theta: 13, phi: 25 };
const FINE = { theta: 31, phi: 61 };
const REST_MS = 150; // after so long without a change the map is refined, and what takes longer is asked for
const $ = id => document.getElementById(id);

// --- The study ------------------------------------------------------------------------------------------------------

let study;
let step = 10;
let merit = "overlap"; // what the budget divides and the tornado varies
let shown = {}; // numbers by name
let pinned = null;
let pinnedSeries = null;
let schema = {};

const top_ = () => study.circuit?.["kicked-top"];
const start = () => top_()?.["initial-state"] ?? { theta: 0, phi: 0 };

function at(path, data = study) {
  return path.reduce((node, key) => node?.[key], data);
}

function put(path, value) {
  const last = path[path.length - 1];
  const node = path.slice(0, -1).reduce((parent, key, k) => (parent[key] ??= typeof path[k + 1] === "number" ? [] : {}), study);
  if (value === undefined) delete node[last];
  else node[last] = value;
}

function base() {
  const copy = structuredClone(study);
  delete copy.analyses;
  delete copy.expectations;
  delete copy.title;
  delete copy.description;
  return copy;
}

function analyses(grid) {
  const initial = { label: "start", ...start() };
  const figure = { observable: merit, "at-step": step, "initial-state": initial };
  return {
    // Readout errors act on what is measured alone: the expectations of Z, for as few qubits as have few Paulis.
    series: { type: "dynamics", id: "series", "initial-states": [initial], ...(qubitCount() <= 4 ? { "pauli-expectations-at": step, measured: true } : {}) },
    map: { type: "entropy-map", id: "map", grid, ...(step > 0 ? { average: step } : { steps: [0] }) },
    budget: { type: "decoherence-budget", id: "budget", ...figure },
    slopes: { type: "sensitivities", id: "slopes", ...figure },
    pulses: { type: "pulse-sequence", id: "pulses" },
  };
}

// --- Asking ---------------------------------------------------------------------------------------------------------

// One kind for all that this page asks: what it asks next cancels what is still computed, and no other page's.
const KIND = "page-" + crypto.getRandomValues(new Uint32Array(2)).join("-");

async function post(name, body, signal) {
  const answer = await fetch(name, {
    method: "POST",
    signal,
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(await answer.text());
  return answer.json();
}

let wish = 0; // counts changes
let wished = 0; // when the last was
let asking = false;
let interrupt = () => {}; // ends a rest, or what is asked for while it lasts

/** Something changed: what moves with the slider is asked for at once, the rest when the slider rests. */
function changed() {
  wish++;
  document.body.dataset.changes = String(wish);
  wished = performance.now();
  document.body.dataset.idle = "false";
  interrupt();
  if (!asking) follow();
}

/** Asks until nothing has changed since: while the slider moves, always for the newest state alone. */
async function follow() {
  asking = true;
  for (let seen = -1; seen !== wish; ) {
    seen = wish;
    await answered(["series", "map"], COARSE);
    document.body.dataset.drawn = String(seen);
    if (seen !== wish) continue;
    await new Promise(resolve => {
      const timer = setTimeout(resolve, REST_MS);
      interrupt = () => (clearTimeout(timer), resolve());
    });
    for (const kind of ["map", "budget", "slopes", "pulses"]) {
      if (seen === wish) await answered([kind], FINE, true);
    }
    interrupt = () => {};
  }
  asking = false;
  history.replaceState(null, "", "#" + encoded());
  document.body.dataset.idle = "true";
}

/** Asks for analyses of the present state and draws them; what is interrupted is forgotten, here and there. */
async function answered(kinds, grid, interruptible = false) {
  const one = new AbortController();
  if (interruptible) interrupt = () => one.abort();
  try {
    const all = analyses(grid);
    const answer = await post("run", { kind: KIND, study: { ...base(), name: "exploring", analyses: kinds.map(kind => all[kind]) } }, one.signal);
    if (answer.cancelled) return;
    if (answer.errors && kinds.length > 1) {
      // One of them may be good without the other.
      for (const kind of kinds) await answered([kind], grid);
      return;
    }
    kinds.forEach(kind => refusals(answer.errors ?? [], kind));
    kinds.forEach((kind, k) => {
      if (answer.results) draw[kind](answer.results.analyses[k]);
      document.body.dataset[kind] = String(Math.round(performance.now() - wished));
    });
  } catch (failure) {
    if (!one.signal.aborted) say(failure.message.trim() || "the program no longer answers: start it again, and reload");
  }
}

function say(text) {
  $("status").textContent = text;
}

/** Each refusal beside the control whose value it is about; what is about none stands at the top. */
function refusals(errors, kind) {
  errors = [...errors];
  for (const control of document.querySelectorAll(".control")) {
    const own = errors.filter(error => control.dataset.places.split("|").some(place => place && error.place.startsWith(place)));
    if (own.length || control.dataset.refusedBy === kind) {
      control.querySelector(".refusal").textContent = [...new Set(own.map(error => error.message))].join(" ");
      control.dataset.refusedBy = own.length ? kind : "";
      for (const input of control.querySelectorAll("input, select")) input.setAttribute("aria-invalid", String(own.length > 0));
      own.forEach(error => errors.splice(errors.indexOf(error), 1));
    }
  }
  say(errors.length ? errors[0].message : "");
}

// --- Controls -------------------------------------------------------------------------------------------------------

const UNITS = { time: { ps: 1e-12, ns: 1e-9, us: 1e-6, ms: 1e-3, s: 1 }, frequency: { Hz: 1, kHz: 1e3, MHz: 1e6, GHz: 1e9 } };
const PI = /^\s*(-?)\s*(?:([\d.]+)\s*\*\s*)?pi(?:\s*\/\s*([\d.]+))?\s*$/;

/** The number of a quantity as a study writes it, in SI units. */
function number(text, kind) {
  if (typeof text === "number") return text;
  if (text === undefined || text === null) return NaN;
  if (text === "inf") return Infinity;
  const pi = PI.exec(text);
  if (pi) return ((pi[1] ? -1 : 1) * (pi[2] ?? 1) * Math.PI) / (pi[3] ?? 1);
  const [, value, unit] = /^\s*([-+\d.eE]+)\s*([A-Za-z]*)/.exec(text.split("+/-")[0]) ?? [];
  if (unit === "deg") return (value * Math.PI) / 180;
  return value * (UNITS[kind]?.[unit] ?? 1);
}

function rounded(value) {
  return Number(value.toPrecision(4));
}

function written(value, kind) {
  if (kind === "time") {
    if (!Number.isFinite(value)) return "inf";
    return value < 1e-6 ? rounded(value * 1e9) + " ns" : rounded(value * 1e6) + " us";
  }
  return kind === "frequency" ? rounded(value * 1e-6) + " MHz" : rounded(value);
}

/** A value for reading: with the unit that a study leaves out. */
function told(value, kind) {
  return kind === "angle" ? `${rounded(value)} rad` : written(value, kind);
}

function place(path) {
  return path.reduce((text, key) => (typeof key === "number" ? `${text}[${key}]` : /^[A-Za-z_][\w-]*$/.test(key) ? (text ? text + "." : "") + key : `${text}["${key}"]`), "");
}

/** What the schema says of a key: its description, the numbers that it may have, its default. */
function documentation([file, pointer]) {
  const facts = {};
  for (let next = pointer; next; ) {
    const node = next.split("/").reduce((each, key) => each?.[key], schema[file]);
    for (const key of ["description", "minimum", "maximum", "default", "enum"]) facts[key] ??= node?.[key];
    next = (node?.$ref ?? node?.oneOf?.[0]?.$ref)?.slice(2);
  }
  const bounds = facts.minimum === undefined || / from /.test(facts.description ?? "") ? "" : `from ${facts.minimum} to ${facts.maximum}`;
  return [facts.description, bounds, facts.default === undefined ? "" : `default ${facts.default}`].filter(Boolean).join("; ");
}

const QUBIT = key => ["device", `$defs/qubit/properties/${key}`];
const TOP = key => ["study", `$defs/circuit/properties/kicked-top/properties/${key}`];
const CHANNEL = key => ["device", `$defs/channel/properties/${key}`];

let controls = 0;

/** A slider and the value as a study writes it; `paths` are all set together. */
function slider(parent, { label, paths, key, kind = "number", low, high, log = false, hint = "", empty = 0, set }) {
  const id = `c${controls++}`;
  const control = element("div", { class: "control" });
  control.dataset.places = paths.map(place).join("|");
  control.dataset.name = label;
  const range = element("input", { type: "range", id, min: 0, max: 1000, step: 1, "aria-describedby": `${id}h ${id}r` });
  const text = element("input", { type: "text", id: `${id}t`, "aria-label": `${label}, as a study writes it`, "aria-describedby": `${id}r`, autocomplete: "off", spellcheck: "false" });
  const toValue = position => (log ? low * (high / low) ** (position / 1000) : low + ((high - low) * position) / 1000);
  const toPosition = value => Math.round(1000 * Math.min(1, Math.max(0, log ? Math.log(Math.max(value, low) / low) / Math.log(high / low) : (value - low) / (high - low))));
  const show = () => {
    const all = paths.map(path => at(path) ?? empty);
    const differ = all.some(each => each !== all[0]);
    text.value = differ ? "" : all[0];
    text.placeholder = differ ? "differ" : "";
    const found = number(all[0], kind);
    range.value = Number.isNaN(found) ? 0 : toPosition(found);
    range.setAttribute("aria-valuetext", differ ? `differ: ${all.join(", ")}` : String(all[0]));
  };
  const take = value => {
    for (const path of paths) (set ?? put)(path, value);
    show();
    changed();
  };
  range.addEventListener("input", () => take(written(toValue(Number(range.value)), kind)));
  text.addEventListener("change", () => {
    const typed = text.value.trim();
    take(typed === "" ? undefined : Number.isNaN(Number(typed)) ? typed : Number(typed));
  });
  control.append(
    element("label", { for: id }, label),
    range,
    text,
    element("p", { class: "hint", id: `${id}h` }, [hint, documentation(key)].filter(Boolean).join(": ") + `. Slider: ${told(low, kind)} to ${told(high, kind)}`),
    element("p", { class: "refusal", id: `${id}r`, role: "alert" }),
  );
  parent.append(control);
  show();
}

function choice(parent, label, path, key, options, initial, hint, set = put) {
  const id = `c${controls++}`;
  const control = element("div", { class: "control" });
  control.dataset.places = place(path);
  control.dataset.name = label;
  const select = element("select", { id, "aria-describedby": `${id}h ${id}r` });
  for (const option of options) select.append(element("option", {}, String(option)));
  select.value = at(path) ?? initial;
  select.addEventListener("change", () => {
    set(path, typeof initial === "number" ? Number(select.value) : select.value);
    changed();
  });
  control.append(element("label", { for: id }, label), select, element("p", { class: "hint", id: `${id}h` }, [hint, documentation(key)].filter(Boolean).join(": ")), element("p", { class: "refusal", id: `${id}r`, role: "alert" }));
  parent.append(control);
}

function group(title) {
  const set = element("fieldset", {}, element("legend", {}, title));
  $("controls").append(set);
  return set;
}

/** A channel of the device by its kind and what it acts on, made with a first value if there is none. */
function channelPath(kind, on, key, more) {
  const channels = (study.device.channels ??= []);
  let k = channels.findIndex(each => each.channel === kind && each.on === on && (!more.axis || each.axis === more.axis));
  if (k < 0) k = channels.push({ id: `explore-${kind}`, on, channel: kind, ...more, [key]: 0 }) - 1;
  return ["device", "channels", k, key];
}

/** Sets a number of a channel that stands in the study only while it is not zero. */
function extra(kind, on, key, more) {
  return (path, value) => put(channelPath(kind, on, key, more), value);
}

function controlsOfStudy() {
  const form = $("controls");
  form.replaceChildren();
  const top = top_();
  const qubits = study.device.qubits;
  if (top) {
    const circuit = group("Circuit");
    slider(circuit, { label: "kappa", paths: [["circuit", "kicked-top", "kappa"]], key: TOP("kappa"), low: 0, high: 8, hint: "strength of the kick" });
    slider(circuit, { label: "steps", paths: [["circuit", "kicked-top", "steps"]], key: TOP("steps"), low: 1, high: 60, hint: "Floquet steps simulated", set: (path, value) => { put(path, Math.round(value)); step = Math.min(step, Math.round(value)); } });
    slider(circuit, { label: "rotation", paths: [["circuit", "kicked-top", "rotation"]], key: TOP("rotation"), kind: "angle", low: 0, high: Math.PI, empty: "pi/2", hint: "about y, each step" });
    slider(circuit, { label: "start theta", paths: [["circuit", "kicked-top", "initial-state", "theta"]], key: ["study", "$defs/angle"], kind: "angle", low: 0, high: Math.PI, hint: "or click on a map, or drag the Bloch vector", set: startSetter("theta") });
    slider(circuit, { label: "start phi", paths: [["circuit", "kicked-top", "initial-state", "phi"]], key: ["study", "$defs/angle"], kind: "angle", low: -Math.PI, high: Math.PI, set: startSetter("phi") });
  }
  const shownGroup = group("Shown");
  const stepControl = element("div", { class: "control" });
  stepControl.dataset.places = "";
  stepControl.dataset.name = "step shown";
  const stepRange = element("input", { type: "range", id: "step", min: 1, max: steps(), value: step });
  const stepText = element("output", { for: "step" }, String(step));
  stepRange.addEventListener("input", () => { step = Number(stepRange.value); stepText.textContent = step; changed(); });
  stepControl.append(element("label", { for: "step" }, "step N of map, numbers and budget"), stepRange, stepText, element("p", { class: "hint" }, `from 1 to ${steps()}, the circuit's last`), element("p", { class: "refusal" }));
  shownGroup.append(stepControl);
  const meritControl = element("div", { class: "control" });
  meritControl.dataset.places = "";
  meritControl.dataset.name = "figure of merit";
  const meritSelect = element("select", { id: "merit", "aria-describedby": "merit-hint" });
  for (const option of ["overlap", "fidelity", "purity", "entropy"]) meritSelect.append(element("option", {}, option));
  meritSelect.value = merit;
  meritSelect.addEventListener("change", () => { merit = meritSelect.value; changed(); });
  meritControl.append(element("label", { for: "merit" }, "figure of merit"), meritSelect, element("p", { class: "hint", id: "merit-hint" }, "what the budget divides among the noise, and the tornado varies"), element("p", { class: "refusal" }));
  shownGroup.append(meritControl);

  const coherence = group("Coherence of all qubits");
  const second = qubits.every(qubit => qubit.T2 !== undefined) ? "T2" : "Tphi";
  const numbered = key => qubits.map((_, k) => ["device", "qubits", k, key]);
  slider(coherence, { label: "T1", paths: numbered("T1"), key: QUBIT("T1"), kind: "time", low: 1e-7, high: 1e-3, log: true });
  if (qubits.every(qubit => qubit[second] !== undefined)) {
    slider(coherence, { label: second, paths: numbered(second), key: QUBIT(second), kind: "time", low: 1e-7, high: 1e-3, log: true });
  }
  slider(coherence, { label: "excited population", paths: numbered("excited-population"), key: QUBIT("excited-population"), low: 0, high: 0.5, hint: "thermal population of |1>" });
  const each = element("details", {}, element("summary", {}, "each qubit"));
  coherence.append(each);
  qubits.forEach((qubit, k) => {
    for (const key of ["T1", qubit.T2 !== undefined ? "T2" : "Tphi"]) {
      slider(each, { label: `${qubit.name} ${key}`, paths: [["device", "qubits", k, key]], key: QUBIT(key), kind: "time", low: 1e-7, high: 1e-3, log: true });
    }
    for (const key of ["p1-given-0", "p0-given-1"]) {
      slider(each, { label: `${qubit.name} ${key}`, paths: [["device", "qubits", k, "readout", key]], key: QUBIT(`readout/properties/${key}`), low: 0, high: 0.5, hint: "readout error" });
    }
  });

  const operations = group("Operations");
  for (const [name, operation] of Object.entries(study.device.operations ?? {})) {
    if (operation.coupling !== undefined) {
      slider(operations, { label: `${name} coupling`, paths: [["device", "operations", name, "coupling"]], key: ["device", "$defs/coupling"], kind: "frequency", low: 1e5, high: 5e7, log: true });
    } else if (operation.duration !== undefined) {
      slider(operations, { label: `${name} duration`, paths: [["device", "operations", name, "duration"]], key: ["device", "$defs/duration"], kind: "time", low: 0, high: 2e-7, empty: "0 ns" });
    }
  }
  if (study.device.operations?.ry) {
    const over = { axis: undefined };
    slider(operations, { label: "over-rotation of ry", paths: [existing("over-rotation", "ry", "angle-fraction")], key: CHANNEL("angle-fraction"), low: -0.1, high: 0.1, hint: "fraction of the angle", set: extra("over-rotation", "ry", "angle-fraction", over) });
  }
  if (top) slider(operations, { label: "stray z", paths: [existing("rotation", "step", "angle", "z")], key: CHANNEL("angle"), kind: "angle", low: -0.3, high: 0.3, hint: "once a step", set: extra("rotation", "step", "angle", { axis: "z" }) });
  const pairs = study.device.crosstalk ?? qubits.flatMap((a, i) => qubits.slice(i + 1).map(b => ({ qubits: [a.name, b.name] })));
  if (pairs.length && qubits.length <= 8) {
    slider(operations, {
      label: "crosstalk zz", paths: pairs.map((_, k) => ["device", "crosstalk", k, "zz"]), key: ["device", "$defs/frequency"], kind: "frequency", low: 0, high: 2e6, hint: "always on, of the listed pairs", empty: "0 MHz",
      set: (path, value) => { study.device.crosstalk ??= pairs.map(pair => ({ ...pair, zz: "0 MHz" })); put(path, value); },
    });
  }

  const noise = group("Noise");
  choice(noise, "placement", ["noise", "placement"], ["study", "$defs/noise/properties/placement"], ["after-gate", "during-gate", "none"], "after-gate", "where noise acts");
  slider(noise, { label: "noise scale", paths: [["noise", "scale"]], key: ["study", "$defs/noise/properties/scale"], low: 0, high: 5, empty: 1, hint: "multiplies all rates" });
  choice(noise, "levels", ["device", "qubits", 0, "levels"], QUBIT("levels"), [2, 3], 2, "of every transmon", (path, value) => {
    for (const qubit of qubits) {
      qubit.levels = value;
      if (value === 2) delete qubit.anharmonicity;
      else qubit.anharmonicity ??= "-213 MHz";
    }
  });
  slider(noise, { label: "anharmonicity", paths: numbered("anharmonicity"), key: QUBIT("anharmonicity"), kind: "frequency", low: -4e8, high: -1e8, empty: "" });
}

function existing(kind, on, key, axis) {
  const k = (study.device.channels ?? []).findIndex(each => each.channel === kind && each.on === on && (!axis || each.axis === axis));
  return ["device", "channels", k < 0 ? (study.device.channels ?? []).length : k, key];
}

function startSetter(key) {
  return (path, value) => { top_()["initial-state"] = { ...start(), [key]: value }; };
}

function setStart(theta, phi) {
  if (!top_()) return;
  top_()["initial-state"] = { theta: rounded(theta), phi: rounded(phi) };
  controlsOfStudy();
  changed();
}

const steps = () => top_()?.steps ?? 20;
const qubitCount = () => top_()?.qubits ?? study.device.qubits.length;

// --- Drawing --------------------------------------------------------------------------------------------------------

function element(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  node.append(...children);
  return node;
}

function svg(name, attributes = {}, ...children) {
  const node = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  node.append(...children);
  return node;
}

/** A drawing; one that holds a handle is a group, whose parts are read one by one. */
function picture(id, width, height, description, ...children) {
  const role = children.some(each => each.getAttribute("role")) ? "group" : "img";
  $(id).replaceChildren(svg("svg", { viewBox: `0 0 ${width} ${height}`, role, "aria-label": description }, ...children));
}

const short = value => (value === null || value === undefined || Number.isNaN(value) ? "none" : Math.abs(value) >= 1e-3 || value === 0 ? value.toFixed(4) : value.toExponential(2));

function numbersTable() {
  const body = $("numbers").tBodies[0];
  body.replaceChildren();
  $("step-shown").textContent = step;
  for (const [name, value] of Object.entries(shown)) {
    const before = pinned?.[name];
    const change = before === undefined ? NaN : value - before;
    const row = element("tr", { class: Math.abs(change) >= 5e-5 ? "moved" : "" }, element("th", { scope: "row" }, name), element("td", {}, short(value)), element("td", {}, before === undefined ? "" : short(before)), element("td", {}, Number.isNaN(change) ? "" : (change > 0 ? "+" : "") + short(change)));
    row.dataset.value = value;
    row.dataset.number = name;
    body.append(row);
  }
}

/** The mean entropy, in bits, of one qubit of a random pure state of some qubits (Page 1993). */
function randomEntropy(qubits) {
  const rest = 2 ** (qubits - 1);
  let sum = 0;
  for (let k = rest + 1; k <= 2 * rest; k++) sum += 1 / k;
  return (sum - 1 / (2 * rest)) / Math.LN2;
}

/** Curves by step, with guides: values, and what they are. */
function curves(id, series, key, high, guides = {}) {
  const [width, height, left, bottom] = [360, 190, 34, 26];
  const count = series.ideal[key].length - 1;
  const x = k => left + ((width - left - 8) * k) / Math.max(1, count);
  const y = value => 8 + (height - bottom - 8) * (1 - value / high);
  const line = (values, kind) => svg("polyline", { class: kind, points: values.map((value, k) => `${x(k)},${y(value)}`).join(" ") });
  const parts = [svg("path", { class: "axis", d: `M${left} 8V${height - bottom}H${width - 8}` })];
  for (const tick of [0, high / 2, high]) parts.push(svg("text", { x: left - 4, y: y(tick) + 4, "text-anchor": "end" }, String(tick)));
  for (const tick of [0, Math.round(count / 2), count]) parts.push(svg("text", { x: x(tick), y: height - 10, "text-anchor": "middle" }, String(tick)));
  for (const guide of Object.values(guides)) parts.push(svg("path", { class: "guide", d: `M${left} ${y(guide)}H${width - 8}` }));
  parts.push(svg("path", { class: "guide", d: `M${x(step)} 8V${height - bottom}` }));
  if (pinnedSeries?.noisy[key].length === count + 1) parts.push(line(pinnedSeries.noisy[key], "reference"));
  parts.push(line(series.ideal[key], "ideal"), line(series.noisy[key], "noisy"));
  picture(id, width, height, `${key} after step ${step}: ideal ${short(series.ideal[key][step])}, noisy ${short(series.noisy[key][step])}`, ...parts);
  $(id).append(element("p", { class: "note" }, `ideal solid, noisy dashed${pinned ? ", reference dotted" : ""}; N = ${step}: ${short(series.ideal[key][step])} and ${short(series.noisy[key][step])}`));
  const named = Object.entries(guides).map(([what, value]) => `${short(value)} ${what}`);
  if (named.length) $(id).append(element("p", { class: "note" }, `guides: ${named.join(", ")}`));
}

/** Viridis, which is read in grey and by the colour-blind too: ten of its colours, interpolated between. */
const COLOURS = [[68, 1, 84], [72, 40, 120], [62, 74, 137], [49, 104, 142], [38, 130, 142], [31, 158, 137], [53, 183, 121], [110, 206, 88], [181, 222, 43], [253, 231, 37]];

function colour(value) {
  const position = Math.min(0.999999, Math.max(0, value)) * (COLOURS.length - 1);
  const k = Math.floor(position);
  return COLOURS[k].map((channel, c) => Math.round(channel + (position - k) * (COLOURS[k + 1][c] - channel)));
}

function drawMap(canvas, rows) {
  canvas.width = rows[0].length;
  canvas.height = rows.length;
  const context = canvas.getContext("2d");
  const image = context.createImageData(canvas.width, canvas.height);
  rows.flat().forEach((value, k) => image.data.set([...colour(value), 255], 4 * k));
  context.putImageData(image, 0, 0);
}

function mapCanvas(run) {
  let canvas = document.querySelector(`#map canvas[data-run=${run}]`);
  if (!canvas) {
    canvas = element("canvas", { "data-run": run, tabindex: 0, role: "application", "aria-label": `${run} entropy map; arrow keys move the start, phi across, theta down` });
    canvas.addEventListener("click", event => {
      const box = canvas.getBoundingClientRect();
      setStart((Math.PI * (event.clientY - box.top)) / box.height, Math.PI * ((2 * (event.clientX - box.left)) / box.width - 1));
    });
    canvas.addEventListener("keydown", event => {
      const move = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key];
      if (!move) return;
      event.preventDefault();
      const here = start();
      setStart(Math.min(Math.PI, Math.max(0, number(here.theta) + 0.05 * move[0])), Math.min(Math.PI, Math.max(-Math.PI, number(here.phi) + 0.05 * move[1])));
    });
    $("map").append(element("figure", {}, element("div", { class: "spot" }, canvas, element("span", { class: "here", "aria-hidden": "true" })), element("figcaption", {}, run)));
  }
  return canvas;
}

/** Rings round the start on both maps. */
function markStart() {
  const { theta, phi } = start();
  for (const ring of document.querySelectorAll("#map .here")) {
    ring.style.left = `${50 + (50 * number(phi)) / Math.PI}%`;
    ring.style.top = `${(100 * number(theta)) / Math.PI}%`;
  }
}

function mean(rows, thetas) {
  const weights = thetas.map(Math.sin);
  const total = weights.reduce((a, b) => a + b) * (rows[0].length - 1);
  // Both ends of phi are one direction.
  return rows.reduce((sum, row, k) => sum + weights[k] * row.slice(1).reduce((a, b) => a + b), 0) / total;
}

const draw = {
  series(found) {
    const series = found.series[0];
    document.body.series = series;
    const now = Math.min(step, series.ideal.overlap.length - 1);
    shown = { ...shown, "overlap, ideal": series.ideal.overlap[now], "overlap, noisy": series.noisy.overlap[now], "entropy, noisy": series.noisy.entropy[now], "purity, noisy": series.noisy.purity[now], "fidelity, noisy": series.noisy.fidelity[now] };
    study.device.qubits.slice(0, found.qubits).forEach((qubit, k) => {
      const value = series.noisy.pauli?.["I".repeat(k) + "Z" + "I".repeat(found.qubits - 1 - k)];
      if (value !== undefined) shown[`measured Z of ${qubit.name}`] = value;
    });
    // The paper's numbers are of three qubits.
    curves("overlap", series, "overlap", 1, found.qubits === 3 ? { "ideal in the paper at N = 10": 0.98, "measured there": 0.94 } : {});
    curves("entropy", series, "entropy", 1, { "of a random state": randomEntropy(found.qubits) });
    curves("purity", series, "purity", 1, { "of the maximally mixed state": 1 / 2 ** found.qubits });
    bloch(series);
    numbersTable();
  },
  map(found) {
    for (const run of ["ideal", "noisy"]) {
      const rows = step > 0 ? found[run].average : found[run].steps["0"];
      drawMap(mapCanvas(run), rows);
      shown[`mean entropy of the map, ${run}`] = mean(rows, found.theta);
    }
    markStart();
    $("map").dataset.grid = `${found.theta.length}x${found.phi.length}`;
    $("map-text").textContent = `mean over steps 1 to ${step}; 0 bit dark, 1 bit bright; theta down, phi across; the ring is the start, click for another`;
    numbersTable();
  },
  budget(found) {
    $("h-budget").textContent = `What ate the ${found.observable}`;
    const parts = [["ideal", found.ideal, 0], ...found.contributions.map(each => [each.mechanism, -each.shapley, 1]), ["noisy", found.noisy, 0]];
    const lowest = Math.min(found.noisy, found.ideal, 1) - 0.1 * Math.abs(found.loss || 0.1);
    const scale = value => 96 + (190 * (value - lowest)) / Math.max(1e-9, Math.max(found.ideal, found.noisy) - lowest);
    let level = 0;
    const rows = parts.map(([name, value, relative], k) => {
      const from = relative ? level : lowest;
      level = relative ? level + value : value;
      const [a, b] = [scale(from), scale(level)].sort((p, q) => p - q);
      return svg("g", {}, svg("text", { x: 90, y: 18 + 20 * k, "text-anchor": "end" }, name), svg("rect", { class: relative ? "bar-noisy" : "bar-ideal", x: a, y: 8 + 20 * k, width: Math.max(1, b - a), height: 14 }), svg("text", { x: b + 4, y: 18 + 20 * k }, short(value)));
    });
    picture("budget", 360, 20 * parts.length + 12, `${found.observable}: ` + parts.map(([name, value]) => `${name} ${short(value)}`).join(", "), ...rows);
    $("budget").dataset.loss = found.loss;
  },
  slopes(found) {
    $("h-slopes").textContent = `One per cent more of each: the ${found.observable}`;
    const largest = found.sensitivities.filter(each => each.logarithmic).sort((a, b) => Math.abs(b.logarithmic) - Math.abs(a.logarithmic)).slice(0, 10);
    const most = Math.max(1e-12, ...largest.map(each => Math.abs(each.logarithmic)));
    const rows = largest.map((each, k) => {
      const length = (70 * Math.abs(each.logarithmic)) / most;
      const y = 8 + 20 * k;
      return svg("g", {}, svg("text", { x: 196, y: y + 11, "text-anchor": "end" }, each.address.replace(/^(device\.(qubits|operations|channels)|circuit\.kicked-top|device)\./, "")), svg("rect", { class: each.logarithmic > 0 ? "bar-ideal" : "bar-noisy", x: each.logarithmic > 0 ? 274 : 274 - length, y, width: length, height: 14 }), svg("text", { x: each.logarithmic > 0 ? 270 : 278, y: y + 11, "text-anchor": each.logarithmic > 0 ? "end" : "start" }, (0.01 * each.logarithmic).toExponential(1)));
    });
    picture("slopes", 360, 20 * largest.length + 12, `change of the ${found.observable} by one per cent more: ` + largest.map(each => `${each.address} ${(0.01 * each.logarithmic).toExponential(1)}`).join(", "), ...rows);
  },
  pulses(found) {
    const kick = found.pulses.findIndex(pulse => pulse.operation === "interaction");
    const pulses = kick < 0 ? found.pulses.slice(0, 30) : found.pulses.slice(0, kick + 1);
    const end = Math.max(1e-12, ...pulses.map(pulse => pulse["start-seconds"] + pulse["duration-seconds"]));
    const x = seconds => 40 + (300 * seconds) / end;
    const parts = found.names.map((name, q) => svg("g", {}, svg("text", { x: 34, y: 22 + 24 * q, "text-anchor": "end" }, name), svg("path", { class: "axis", d: `M40 ${18 + 24 * q}H344` })));
    for (const pulse of pulses) {
      for (const q of pulse.qubits) {
        const box = svg("rect", { class: pulse.operation === "interaction" ? "bar-noisy" : "bar-ideal", x: x(pulse["start-seconds"]), y: 9 + 24 * q, width: Math.max(1, x(pulse["duration-seconds"]) - 40), height: 18 });
        box.append(svg("title", {}, `${pulse.operation} ${pulse.parameters.map(short).join(", ")}: ${written(pulse["duration-seconds"], "time")}`));
        parts.push(box);
      }
    }
    parts.push(svg("text", { x: 344, y: 24 * found.names.length + 14, "text-anchor": "end" }, written(end, "time")));
    picture("pulses", 360, 24 * found.names.length + 20, `pulses to the first kick, ${written(end, "time")}`, ...parts);
    $("pulses").dataset.seconds = end;
  },
};

function bloch(series) {
  const [size, radius] = [260, 105];
  const project = ([x, y, z]) => [size / 2 + radius * (0.94 * y - 0.34 * x), size / 2 - radius * (0.94 * z - 0.2 * y - 0.28 * x)];
  const path = (values, kind) => svg("polyline", { class: kind, points: values.map(value => project(value).join(",")).join(" ") });
  const { theta, phi } = start();
  const [t, p] = [number(theta), number(phi)];
  // The start is cos(theta/2)|0> + exp(-i phi) sin(theta/2)|1>, so that its Bloch vector has the azimuth -phi.
  const [sx, sy] = project([Math.sin(t) * Math.cos(p), -Math.sin(t) * Math.sin(p), Math.cos(t)]);
  const handle = svg("circle", { cx: sx, cy: sy, r: 8, class: "bar-noisy", tabindex: 0, role: "slider", "aria-label": "start; drag, or arrow keys", "aria-valuenow": rounded(t), "aria-valuetext": `theta ${rounded(t)}, phi ${rounded(p)}` });
  picture("bloch", size, size, `mean Bloch vector of step ${step}: ideal ${series.ideal.bloch[step]?.map(short)}, noisy ${series.noisy.bloch[step]?.map(short)}`, svg("circle", { cx: size / 2, cy: size / 2, r: radius, class: "axis" }), path(series.ideal.bloch, "ideal"), path(series.noisy.bloch, "noisy"), handle);
  handle.addEventListener("pointerdown", event => {
    event.preventDefault();
    const move = each => {
      // Every answer draws the sphere anew.
      const box = $("bloch").firstChild.getBoundingClientRect();
      const u = (each.clientX - box.left) / box.width - 0.5;
      const v = 0.5 - (each.clientY - box.top) / box.height;
      // The point of the near half of the sphere under the pointer.
      const [y, z] = [(u * size) / radius / 0.94, (v * size) / radius / 0.94];
      const long = Math.hypot(y, z);
      const shrink = long > 1 ? long : 1;
      const x = Math.sqrt(Math.max(0, 1 - (y / shrink) ** 2 - (z / shrink) ** 2));
      top_()["initial-state"] = { theta: rounded(Math.acos(Math.max(-1, Math.min(1, z / shrink)))), phi: rounded(Math.atan2(-y / shrink, x)) };
      changed();
    };
    const end = () => {
      removeEventListener("pointermove", move);
      removeEventListener("pointerup", end);
      controlsOfStudy();
    };
    addEventListener("pointermove", move);
    addEventListener("pointerup", end);
  });
  handle.addEventListener("keydown", event => {
    const turn = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key];
    if (turn) {
      event.preventDefault();
      setStart(Math.min(Math.PI, Math.max(0, t + 0.05 * turn[0])), Math.max(-Math.PI, Math.min(Math.PI, p + 0.05 * turn[1])));
    }
  });
}

// --- Keeping --------------------------------------------------------------------------------------------------------

function encoded() {
  const bytes = new TextEncoder().encode(JSON.stringify({ study: base(), step, merit, analyses: study.analyses }));
  return btoa(Array.from(bytes, byte => String.fromCharCode(byte)).join("")).replaceAll("+", "-").replaceAll("/", "_");
}

function decoded(fragment) {
  const bytes = Uint8Array.from(atob(fragment.replaceAll("-", "+").replaceAll("_", "/")), each => each.charCodeAt(0));
  return JSON.parse(new TextDecoder().decode(bytes));
}

async function save() {
  const { series, map, budget, slopes } = analyses(FINE);
  const answer = await post("yaml", { study: { ...base(), analyses: [series, map, budget, slopes] } });
  const url = URL.createObjectURL(new Blob([answer.text], { type: "application/yaml" }));
  const anchor = element("a", { href: url, download: `${study.name}.yaml` });
  document.body.append(anchor);
  anchor.click();
  anchor.remove();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
  say(`saved as ${study.name}.yaml: strange-noise run gives the numbers shown`);
}

function take(newStudy, newStep, newMerit = "overlap") {
  merit = newMerit;
  study = newStudy;
  study.name ??= "exploring";
  step = Math.min(newStep ?? 10, steps());
  if (top_() && !top_()["initial-state"]) {
    const first = (study.analyses ?? []).flatMap(each => each["initial-states"] ?? [])[0];
    if (first) top_()["initial-state"] = { theta: first.theta, phi: first.phi };
  }
  $("title").textContent = `Explore: ${study.title ?? study.name}`;
  listAnalyses();
  controlsOfStudy();
  changed();
}

/** The study's own analyses, each with a button that runs it as the controls now stand. */
function listAnalyses() {
  $("analyses").replaceChildren(
    ...(study.analyses ?? []).map(each => {
      const button = element("button", { type: "button", "aria-label": `show ${each.id}` }, "Show");
      const shownHere = element("div", { class: "own", "aria-live": "polite" });
      button.addEventListener("click", () => showAnalysis(each, button, shownHere));
      return element("li", {}, element("span", {}, `${each.id}: ${each.type} `), button, shownHere);
    }),
  );
  if (!study.analyses?.length) $("analyses").append(element("li", {}, "none: this study has only a device and a circuit"));
}

async function showAnalysis(analysis, button, where) {
  button.disabled = true;
  where.querySelectorAll("img").forEach(image => URL.revokeObjectURL(image.src));
  where.replaceChildren(element("p", { class: "note" }, "running"));
  try {
    const answer = await post("run", { kind: `${KIND}-${analysis.id}`, figures: true, study: { ...base(), analyses: [analysis] } });
    const parts = (answer.errors ?? []).map(error => element("p", { class: "refusal" }, error.message));
    if (answer.answer) parts.push(element("p", {}, answer.answer));
    for (const figure of answer.figures ?? []) {
      const url = URL.createObjectURL(new Blob([figure.svg], { type: "image/svg+xml" }));
      parts.push(element("figure", {}, element("img", { src: url, alt: `${figure.title}. ${figure.caption}` }), element("figcaption", {}, figure.title)));
    }
    where.dataset.results = answer.results ? JSON.stringify(answer.results.analyses[0]) : "";
    where.replaceChildren(...(parts.length ? parts : [element("p", { class: "note" }, "done: it draws no figure")]));
  } catch (failure) {
    where.replaceChildren(element("p", { class: "refusal" }, failure.message));
  } finally {
    button.disabled = false;
  }
}

async function begin() {
  const [opened, device, studies] = await Promise.all(["opened", "schema/device", "schema/study"].map(name => fetch(name).then(answer => answer.json())));
  schema = { device, study: studies };
  let kept = null;
  if (location.hash.length > 1) {
    try {
      kept = decoded(location.hash.slice(1));
    } catch {
      say("the link's end is damaged; this is the study that was opened");
    }
  }
  take(kept ? { ...kept.study, analyses: kept.analyses } : opened.study, kept?.step, kept?.merit);
  $("controls").addEventListener("submit", event => event.preventDefault());
  $("pin").addEventListener("click", () => {
    pinned = { ...shown };
    pinnedSeries = document.body.series;
    numbersTable();
    say("pinned: every change is told against these numbers");
  });
  $("save").addEventListener("click", () => save().catch(failure => say(failure.message)));
  $("link").addEventListener("click", async () => {
    history.replaceState(null, "", "#" + encoded());
    try {
      await navigator.clipboard.writeText(location.href);
      say("copied");
    } catch {
      say("the address line holds the link");
    }
  });
  $("open").addEventListener("change", async event => {
    const file = event.target.files[0];
    if (!file) return;
    try {
      const answer = await post("open", { text: await file.text() });
      if (answer.errors) say(answer.errors.map(each => `${each.place}: ${each.message}`).join(" "));
      else take(answer.study);
    } catch (failure) {
      say(failure.message);
    }
    event.target.value = "";
  });
}

begin().catch(failure => say(`the page cannot begin: ${failure.message}`));
