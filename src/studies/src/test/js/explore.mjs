// Opens the page of explore in Chromium and does what a user does; prints what it found as JSON.
// Arguments: the page's address, a folder for what it saves, seconds of random dragging, the server's process id; or --check.
// No name but one resolves in this browser, as on a machine without a network; that one is a stranger's.
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";
import { drag, pageMemory, serverBytes } from "./drag.mjs";
import { latency } from "./latency.mjs";

const executablePath = "/usr/bin/chromium";
const [address, folder, dragSeconds, pid] = process.argv.slice(2);
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--host-resolver-rules=MAP rebound.example 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"] });
if (address === "--check") {
  await browser.close();
  process.exit(0);
}
const found = { faults: [], moved: {}, unmoved: [], refused: {}, effects: {} };

async function opened(options = {}, url = address) {
  const context = await browser.newContext({ acceptDownloads: true, ...options });
  const page = await context.newPage();
  page.on("console", message => ["error", "warning"].includes(message.type()) && found.faults.push(message.text()));
  page.on("pageerror", error => found.faults.push(error.message));
  page.on("request", request => request.url().startsWith(new URL(address).origin) || /^(data|blob):/.test(request.url()) || found.faults.push("asked for " + request.url()));
  await page.goto(url);
  await rested(page);
  return page;
}

const rested = page => page.waitForFunction(() => document.body.dataset.idle === "true", null, { timeout: 60_000 });

/** All that the page shows, by what it is of. */
const shown = page =>
  page.evaluate(() => ({
    ...Object.fromEntries([...document.querySelectorAll("#numbers tbody tr")].map(row => [row.dataset.number, row.dataset.value])),
    series: JSON.stringify(document.body.series),
    budget: document.getElementById("budget").textContent,
    slopes: document.getElementById("slopes").textContent,
    pulses: document.getElementById("pulses").dataset.seconds,
    ...Object.fromEntries([...document.querySelectorAll("#map canvas")].map(canvas => ["map, " + canvas.dataset.run, canvas.toDataURL()])),
  }));

/** What differs between two of them. */
const moved = (before, after) => Object.keys(after).filter(key => before[key] !== after[key]);

// Random dragging leaves the memory of page and server as it was. It mostly waits, so that all else is looked at meanwhile.
const dragging = (async () => {
  const dragged = await opened({ viewport: { width: 1200, height: 1000 } });
  // What is kept of studies has its bound, which this much reaches.
  await drag(dragged, Number(dragSeconds) / 4);
  const first = { ...(await pageMemory(dragged)), server: serverBytes(pid) };
  found.moves = await drag(dragged, (3 * Number(dragSeconds)) / 4);
  const last = { ...(await pageMemory(dragged)), server: serverBytes(pid) };
  await dragged.context().close();
  found.pageBytesMore = last.bytes - first.bytes;
  found.pageNodesMore = last.nodes - first.nodes;
  found.serverBytesMore = last.server - first.server;
})();

const page = await opened({ viewport: { width: 1200, height: 1000 } });
found.numbers = await page.evaluate(() => Object.fromEntries([...document.querySelectorAll("#numbers tbody tr")].map(row => [row.dataset.number, Number(row.dataset.value)])));
found.guides = await page.textContent("#entropy");
found.grid = await page.getAttribute("#map", "data-grid");

// Every control changes the numbers, and gives them back when it goes back.
await page.evaluate(() => document.querySelectorAll("details").forEach(each => (each.open = true)));
const names = await page.$$eval(".control", all => all.map(each => each.dataset.name));
found.controls = names;
for (const name of names) {
  const control = page.locator(`.control[data-name="${name}"]`);
  const range = control.locator("input[type=range]");
  const text = control.locator("input[type=text]");
  const before = await shown(page);
  if (await range.count()) {
    const old = (await text.count()) ? await text.inputValue() : null;
    const position = await range.inputValue();
    const most = Number(await range.getAttribute("max"));
    await range.fill(String(Number(position) < most / 2 ? Math.round(0.6 * most) : Math.round(0.3 * most)));
    await rested(page);
    found.effects[name] = moved(before, await shown(page));
    if (!found.effects[name].length) found.unmoved.push(name);
    found.moved[name] = await control.locator(".refusal").textContent();
    if (old !== null) {
      await text.fill(old);
      await text.press("Enter");
      await text.blur();
    } else await range.fill(position);
    await rested(page);
  } else {
    const select = control.locator("select");
    const old = await select.inputValue();
    const options = await select.locator("option").allTextContents();
    await select.selectOption(options.find(option => option !== old));
    await rested(page);
    found.effects[name] = moved(before, await shown(page));
    if (!found.effects[name].length) found.unmoved.push(name);
    found.moved[name] = await control.locator(".refusal").textContent();
    await select.selectOption(old);
    await rested(page);
  }
}

// A value that is refused says why beside its control, and the figures stay.
const t1 = page.locator('.control[data-name="T1"]');
const before = await page.textContent("#numbers");
await t1.locator("input[type=text]").fill("10");
await t1.locator("input[type=text]").press("Tab");
await rested(page);
found.refused.text = await t1.locator(".refusal").textContent();
found.refused.invalid = await t1.locator("input[type=text]").getAttribute("aria-invalid");
found.refused.kept = (await page.textContent("#numbers")) === before;
await t1.locator("input[type=text]").fill("3.79 us");
await t1.locator("input[type=text]").press("Tab");
await rested(page);
found.hints = await page.$$eval(".control", all => Object.fromEntries(all.map(each => [each.dataset.name, each.querySelector(".hint")?.textContent])));
found.refused.after = await t1.locator(".refusal").textContent();

// Pinned numbers, a click on the map, the keyboard on the Bloch sphere.
await page.click("#pin");
await page.locator("#map canvas").first().click({ position: { x: 40, y: 30 } });
await rested(page);
found.pinnedChanges = await page.$$eval("#numbers tr.moved", rows => rows.length);
found.thetaByClick = await page.locator('.control[data-name="start theta"] input[type=text]').inputValue();
await page.locator("#bloch [role=slider]").focus();
await page.keyboard.press("ArrowDown");
await rested(page);
found.thetaByKey = await page.locator('.control[data-name="start theta"] input[type=text]').inputValue();
const handle = await page.locator("#bloch [role=slider]").boundingBox();
await page.mouse.move(handle.x + 4, handle.y + 4);
await page.mouse.down();
await page.mouse.move(handle.x + 40, handle.y + 60, { steps: 5 });
await page.mouse.up();
await rested(page);
found.thetaByDrag = await page.locator('.control[data-name="start theta"] input[type=text]').inputValue();

// The saved study, and the link.
const series = await page.evaluate(() => JSON.stringify(document.body.series));
found.series = JSON.parse(series);
const [download] = await Promise.all([page.waitForEvent("download"), page.click("#save")]);
await download.saveAs(`${folder}/saved.yaml`);
await page.click("#link");
const again = await opened({}, page.url());
found.linkKeepsAll = (await again.evaluate(() => JSON.stringify(document.body.series))) === series;
await again.setInputFiles("#open", { name: "mine.yaml", mimeType: "application/yaml", buffer: Buffer.from((await readFile(`${folder}/saved.yaml`, "utf8")).replace(/^name: .*/m, "name: mine")) });
await again.waitForFunction(() => document.getElementById("title").textContent.includes("mine"));
await rested(again);
found.analyses = await again.$$eval("#analyses li", all => all.map(each => each.textContent));
// Its own analyses run as the controls now stand.
await again.getByRole("button", { name: "show budget" }).click();
await again.waitForFunction(() => document.querySelector(".own img"), null, { timeout: 60_000 });
found.own = await again.evaluate(async () => {
  const image = document.querySelector(".own img");
  await image.decode();
  return { loss: JSON.parse(document.querySelector(".own[data-results]").dataset.results).loss, panel: Number(document.getElementById("budget").dataset.loss), width: image.naturalWidth, alt: image.alt };
});
found.openedKeepsAll = (await again.evaluate(() => JSON.stringify(document.body.series))) === series;
await again.context().close();

// A small screen, dark: nothing sticks out, everything is labelled and has contrast.
const small = await opened({ viewport: { width: 390, height: 800 }, colorScheme: "dark" });
found.widthAt390 = await small.evaluate(() => document.documentElement.scrollWidth);
found.unlabelled = await small.$$eval("input, select, canvas, svg, button", all =>
  all.filter(each => !(each.labels?.length || each.getAttribute("aria-label") || each.textContent.trim())).map(each => each.outerHTML.slice(0, 80)));
const contrasts = () => {
  const luminance = text => {
    const [r, g, b] = text.match(/[\d.]+/g).map(Number).map(c => (c / 255 <= 0.03928 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = node => {
    for (let each = node; each; each = each.parentElement) {
      const colour = getComputedStyle(each).backgroundColor;
      if (!/rgba\(.*, 0\)|transparent/.test(colour)) return colour;
    }
    return "rgb(255, 255, 255)";
  };
  return Math.min(...[...document.querySelectorAll("h1, h2, label, legend, p, th, td, button, figcaption, summary, svg text, input[type=text]")].filter(each => each.textContent.trim() || each.value).map(each => {
    const [a, b] = [luminance(each instanceof SVGElement ? getComputedStyle(each).fill : getComputedStyle(each).color), luminance(ground(each))].sort((p, q) => q - p);
    return (a + 0.05) / (b + 0.05);
  }));
};
found.contrastDark = await small.evaluate(contrasts);
found.contrastLight = await page.evaluate(contrasts);
const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const violations = async each => {
  await each.evaluate(axe);
  const result = await each.evaluate(() => axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"] }));
  return result.violations.map(one => `${one.id}: ${one.nodes[0].html.slice(0, 100)}`);
};
found.axe = [...(await violations(small)), ...(await violations(page))];
await small.context().close();

// Tab alone reaches every control, and its arrow keys move it.
await page.locator(".skip").focus();
await page.evaluate(() => document.querySelectorAll("details").forEach(each => (each.open = true)));
const reached = new Set();
for (let k = 0; k < 400; k++) {
  await page.keyboard.press("Tab");
  const name = await page.evaluate(() => document.activeElement.id || document.activeElement.getAttribute("aria-label"));
  if (reached.has(name)) break;
  if (name) reached.add(name);
}
found.unreached = await page.$$eval("input, select, button, canvas, [role=slider]", (all, names) => all.filter(each => each.id !== "open").map(each => each.id || each.getAttribute("aria-label")).filter(name => !names.includes(name)), [...reached, "open"]);
found.opensByKey = reached.has("open");
const kappa = page.locator('.control[data-name="kappa"]');
await kappa.locator("input[type=range]").focus();
const kappaBefore = await kappa.locator("input[type=text]").inputValue();
await page.keyboard.press("ArrowRight");
await rested(page);
found.kappaByKey = [Number(kappaBefore), Number(await kappa.locator("input[type=text]").inputValue())];

// With three levels, their spacing counts.
await page.locator('.control[data-name="levels"] select').selectOption("3");
await rested(page);
const threeLevels = await shown(page);
await page.locator('.control[data-name="anharmonicity"] input[type=text]').fill("-350 MHz");
await page.keyboard.press("Tab");
await rested(page);
found.effects["anharmonicity of three levels"] = moved(threeLevels, await shown(page));
await page.locator('.control[data-name="levels"] select').selectOption("2");
await rested(page);

// A page of another origin that knows the whole address can read and start nothing.
const hostile = createServer((request, response) => response.setHeader("Content-Type", "text/html").end("<title>hostile</title>"));
await new Promise(resolve => hostile.listen(0, "127.0.0.1", resolve));
const stranger = await (await browser.newContext()).newPage();
await stranger.goto(`http://127.0.0.1:${hostile.address().port}/`);
found.hostile = await stranger.evaluate(async address => {
  const outcomes = [];
  for (const [name, options] of [["opened", {}], ["run", { method: "POST", body: "{}" }], ["run", { method: "POST", body: "{}", headers: { "Content-Type": "application/json" } }], ["opened", { mode: "no-cors" }]]) {
    try {
      const answer = await fetch(address + name, options);
      outcomes.push(answer.type === "opaque" ? "opaque" : "read");
    } catch {
      outcomes.push("refused");
    }
  }
  const frame = document.createElement("iframe");
  frame.src = address;
  document.body.append(frame);
  await new Promise(resolve => (frame.onload = resolve));
  try {
    outcomes.push(frame.contentDocument?.title ?? "frame closed");
  } catch {
    outcomes.push("frame closed");
  }
  return outcomes;
}, address);
hostile.close();
// A name of a stranger that resolves to this machine, with the whole address: what rebinding a name comes to.
const rebound = await (await browser.newContext()).newPage();
const answer = await rebound.goto(address.replace("127.0.0.1", "rebound.example") + "opened");
found.rebound = { status: answer.status(), text: await answer.text() };
await dragging;

// From the slider to the new curves and map, and from the last move to the budget.
await page.bringToFront();
found.latency = await latency(page, 40);
await browser.close();
console.log(JSON.stringify(found));
