// Runs OpenQASM programs on the simulator of Microsoft's quantum development kit.
//   node run-openqasm.mjs --check             exits with 0 if the kit is installed
//   node run-openqasm.mjs SHOTS FILE...       prints one JSON object a line: {"file", "counts"} or {"file", "error"}
// Outcomes are strings of 0 and 1, bit 0 of the program's register first.
import { readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { isMainThread, parentPort, Worker } from "node:worker_threads";
import { getCompiler, loadWasmModule, QscEventTarget } from "qsharp-lang";

const wasm = readFileSync(fileURLToPath(new URL("node_modules/qsharp-lang/lib/web/qsc_wasm_bg.wasm", import.meta.url)));
await loadWasmModule(wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength));
const compiler = await getCompiler();

async function run(shots, file) {
  const program = {
    sources: [[file, readFileSync(file, "utf8")]],
    languageFeatures: [],
    projectType: "openqasm",
    profile: "unrestricted",
  };
  const events = new QscEventTarget(true);
  try {
    await compiler.run(program, "", shots, events);
  } catch (error) {
    return { file, error: String(error) };
  }
  const counts = {};
  for (const { success, result } of events.getResults()) {
    if (!success) {
      return { file, error: JSON.stringify(result) };
    }
    const outcome = result.replace(/One/g, "1").replace(/Zero/g, "0").replace(/[^01]/g, "");
    counts[outcome] = (counts[outcome] ?? 0) + 1;
  }
  return { file, counts };
}

// Every worker asks for the next file when it is done with one.
function runAll(shots, files) {
  const outcomes = [];
  let next = 0;
  const start = () =>
    new Promise((resolve, reject) => {
      const worker = new Worker(new URL(import.meta.url));
      const give = () => (next < files.length ? worker.postMessage({ at: next, shots, file: files[next++] }) : end());
      const end = () => worker.terminate().then(resolve);
      worker.on("message", ({ at, outcome }) => {
        outcomes[at] = outcome;
        give();
      });
      worker.on("error", reject);
      give();
    });
  const count = Math.min(files.length, availableParallelism());
  return Promise.all(Array.from({ length: count }, start)).then(() => outcomes);
}

if (!isMainThread) {
  parentPort.on("message", async ({ at, shots, file }) =>
    parentPort.postMessage({ at, outcome: await run(shots, file) }),
  );
} else if (process.argv[2] !== "--check") {
  const [shots, ...files] = process.argv.slice(2);
  for (const outcome of await runAll(Number(shots), files)) {
    console.log(JSON.stringify(outcome));
  }
}
