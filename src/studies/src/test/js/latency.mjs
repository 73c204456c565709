// How long the page of explore takes from a slider to what follows it.
// By hand, on a quiet machine: node latency.mjs ADDRESS [MOVES]
import { chromium } from "playwright-core";

/**
 * Milliseconds from a move of kappa's slider until curves and map are drawn, move after move, and from the last move until
 * the budget is.
 */
export async function latency(page, moves) {
  const measured = await page.evaluate(async moves => {
    const range = document.querySelector('.control[data-name="kappa"] input[type=range]');
    const waits = [];
    for (let k = 0; k < moves; k++) {
      const begun = performance.now();
      range.value = String(100 + ((37 * k) % 800));
      range.dispatchEvent(new Event("input", { bubbles: true }));
      const mine = Number(document.body.dataset.changes);
      while (Number(document.body.dataset.drawn ?? 0) < mine && performance.now() - begun < 30_000) {
        await new Promise(resolve => setTimeout(resolve, 1));
      }
      waits.push(performance.now() - begun);
      // A hand moves on a little later.
      await new Promise(resolve => setTimeout(resolve, 20));
    }
    return waits;
  }, moves);
  await page.waitForFunction(() => document.body.dataset.idle === "true", null, { timeout: 120_000 });
  const sorted = [...measured].sort((a, b) => a - b);
  const at = share => Math.round(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]);
  return { median: at(0.5), p95: at(0.95), budget: Number(await page.getAttribute("body", "data-budget")) };
}

if (process.argv[1].endsWith("latency.mjs")) {
  const [address, moves = "100"] = process.argv.slice(2);
  const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
  const page = await browser.newPage({ viewport: { width: 1200, height: 1000 } });
  await page.goto(address);
  await page.waitForFunction(() => document.body.dataset.idle === "true", null, { timeout: 120_000 });
  for (let round = 0; round < 3; round++) console.log(JSON.stringify(await latency(page, Number(moves))));
  await browser.close();
}
