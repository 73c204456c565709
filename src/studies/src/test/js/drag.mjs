// Drags sliders of explore's page at random for a while and tells what memory page and server keep, after collections.
// Arguments: the page's address, seconds, the process id of the server (then its heap is told too, by the JDK's jcmd).
// By hand, for half an hour: node drag.mjs ADDRESS 1800 PID
import { execFileSync } from "node:child_process";
import { chromium } from "playwright-core";

/** Moves ranges of a page for so many seconds, some twenty a second; the same moves each time. */
export async function drag(page, seconds) {
  await page.waitForFunction(() => document.body.dataset.idle === "true", null, { timeout: 120_000 });
  const end = Date.now() + 1000 * seconds;
  let moves = 0;
  for (; Date.now() < end; moves++) {
    await page.evaluate(k => {
      const ranges = [...document.querySelectorAll(".control input[type=range]")].filter(each => each.offsetParent);
      const node = ranges[(k * 7) % ranges.length];
      const share = 0.2 + 0.6 * ((k * 0.618) % 1);
      node.value = Number(node.min) + share * (Number(node.max) - Number(node.min));
      node.dispatchEvent(new Event("input", { bubbles: true }));
    }, moves);
    await page.waitForTimeout(50);
  }
  await page.waitForFunction(() => document.body.dataset.idle === "true", null, { timeout: 120_000 });
  return moves;
}

/** Bytes that the page's scripts hold after a collection, and how many nodes its documents have. */
export async function pageMemory(page) {
  const session = await page.context().newCDPSession(page);
  await session.send("HeapProfiler.collectGarbage");
  const { usedSize } = await session.send("Runtime.getHeapUsage");
  const { nodes } = await session.send("Memory.getDOMCounters");
  await session.detach();
  return { bytes: usedSize, nodes };
}

/** Bytes that a server of this process id holds after a collection. */
export function serverBytes(pid) {
  if (!pid) return null;
  const jcmd = process.env.JAVA_HOME ? `${process.env.JAVA_HOME}/bin/jcmd` : "jcmd";
  execFileSync(jcmd, [pid, "GC.run"]);
  const told = execFileSync(jcmd, [pid, "GC.heap_info"]).toString();
  return [...told.matchAll(/total \d+K, used (\d+)K/g)].reduce((sum, each) => sum + 1024 * Number(each[1]), 0);
}

if (process.argv[1].endsWith("drag.mjs")) {
  const [address, seconds, pid] = process.argv.slice(2);
  const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
  const page = await browser.newPage({ viewport: { width: 1200, height: 1000 } });
  await page.goto(address);
  await drag(page, Math.min(10, seconds / 4));
  const parts = 6;
  for (let part = 0; part <= parts; part++) {
    if (part > 0) await drag(page, seconds / parts);
    console.log(JSON.stringify({ minutes: (part * seconds) / parts / 60, page: await pageMemory(page), server: serverBytes(pid) }));
  }
  await browser.close();
}
