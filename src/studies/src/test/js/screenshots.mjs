// Goes through the tutorial of src/site/explore.md, makes its pictures and saves its study: node screenshots.mjs ADDRESS FOLDER, the address of
// `strange-noise explore --no-browser configs/studies/four-qubit-plan.yaml`.
import { chromium } from "playwright-core";

const [address, folder] = process.argv.slice(2);
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });

async function opened(options) {
  const page = await (await browser.newContext(options)).newPage();
  await page.goto(address);
  await rested(page);
  return page;
}

const rested = page => page.waitForFunction(() => document.body.dataset.idle === "true", null, { timeout: 120_000 });

async function set(page, name, value) {
  const text = page.locator(`.control[data-name="${name}"] input[type=text]`);
  await text.fill(value);
  await text.press("Enter");
  await rested(page);
}

const number = (page, name) => page.$eval(`#numbers tr[data-number="${name}"]`, row => [...row.cells].map(cell => cell.textContent).join("  "));
const budget = page => page.$eval("#budget svg", drawing => drawing.getAttribute("aria-label"));

// The tutorial, as src/site/explore.md tells it; what the page says is printed.
const page = await opened({ viewport: { width: 1280, height: 900 }, acceptDownloads: true });
await page.screenshot({ path: `${folder}/explore-opened.png` });
console.log("opened:", await number(page, "overlap, noisy"), "|", await budget(page));

await page.selectOption("#merit", "fidelity");
await rested(page);
await page.click("#pin");
console.log("fidelity:", await number(page, "fidelity, noisy"), "|", await budget(page));
const [left, right] = [await page.locator("section:has(#budget)").boundingBox(), await page.locator("section:has(#slopes)").boundingBox()];
await page.screenshot({
  path: `${folder}/explore-budget.png`,
  fullPage: true,
  clip: { x: left.x, y: left.y, width: right.x + right.width - left.x, height: Math.max(left.height, right.height) },
});

await set(page, "crosstalk zz", "0.05 MHz");
console.log("crosstalk:", await number(page, "fidelity, noisy"), "|", await budget(page));
await set(page, "over-rotation of ry", "0.005");
console.log("calibration:", await number(page, "fidelity, noisy"), "|", await budget(page));
await set(page, "ry duration", "18 ns");
console.log("pulses:", await number(page, "fidelity, noisy"), "|", await budget(page));
await page.evaluate(() => scrollTo(0, 0));
await page.screenshot({ path: `${folder}/explore-moved.png` });

const [saved] = await Promise.all([page.waitForEvent("download"), page.click("#save")]);
await saved.saveAs(`${folder}/four-qubit-planned.yaml`);

await set(page, "T1", "60");
await page.locator("fieldset:has(> .control[data-name='T1'])").screenshot({ path: `${folder}/explore-refused.png` });

const small = await opened({ viewport: { width: 390, height: 844 }, colorScheme: "dark" });
await small.screenshot({ path: `${folder}/explore-small-dark.png` });
await browser.close();
