// Makes the pictures of src/site/explore.md: node screenshots.mjs ADDRESS FOLDER, the address of
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

const page = await opened({ viewport: { width: 1280, height: 900 } });
await page.screenshot({ path: `${folder}/explore-opened.png` });

await page.click("#pin");
await set(page, "T1", "60 us");
await page.evaluate(() => scrollTo(0, 0));
await page.screenshot({ path: `${folder}/explore-moved.png`, clip: { x: 360, y: 50, width: 920, height: 850 } });

await page.locator("#h-budget").scrollIntoViewIfNeeded();
const panels = await page.locator("section:has(#budget)").boundingBox();
const slopes = await page.locator("section:has(#slopes)").boundingBox();
await page.screenshot({
  path: `${folder}/explore-budget.png`,
  clip: { x: panels.x, y: panels.y, width: slopes.x + slopes.width - panels.x, height: Math.max(panels.height, slopes.height) },
});

await set(page, "T1", "60");
await page.locator('.control[data-name="T1"]').scrollIntoViewIfNeeded();
await page.locator("fieldset:has(.control[data-name='T1'])").first().screenshot({ path: `${folder}/explore-refused.png` });

const small = await opened({ viewport: { width: 390, height: 844 }, colorScheme: "dark" });
await small.screenshot({ path: `${folder}/explore-small-dark.png` });
await browser.close();
