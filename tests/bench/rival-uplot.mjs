// SPDX-License-Identifier: GPL-3.0-or-later

// The rival of the drawing benchmarks: uPlot in headless Chromium.
//
// Answers requests, one a line on standard input, with one line each: the CPU time of the page's
// main thread for one drawing, in ms. A canvas draws nothing until its pixels are asked for, so
// each drawing ends with reading one pixel back. Requests:
//
//   create SERIES SAMPLES WIDTH HEIGHT TIMES    a new chart
//   refresh SERIES SAMPLES WIDTH HEIGHT TIMES   new data in a chart
//   charts-create N SERIES SAMPLES WIDTH HEIGHT    N new charts
//   charts-refresh N SERIES SAMPLES WIDTH HEIGHT   new data in all of them
//
// uPlot is looked for in the folder that ORIEL_UPLOT names (it has uPlot.iife.min.js), Chromium is
// `chromium` or what CHROMIUM names. No other packages are needed: the browser is spoken to over
// its pipe.

import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

const library = readFileSync(join(process.env.ORIEL_UPLOT, "uPlot.iife.min.js"), "utf8");
const profile = mkdtempSync(join(tmpdir(), "oriel-rival-"));
const browser = spawn(process.env.CHROMIUM ?? "chromium",
  ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-sync", "--disable-extensions",
    "--disable-background-networking", "--disable-component-update", "--window-size=3300,2000",
    "--js-flags=--max-old-space-size=4096", `--user-data-dir=${profile}`, "--remote-debugging-pipe", "about:blank"],
  { stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"] });

const waiting = new Map();
let received = "", lastId = 0;
browser.stdio[4].on("data", chunk => {
  const messages = (received + chunk).split("\0");
  received = messages.pop();
  for (const message of messages.map(text => JSON.parse(text))) {
    waiting.get(message.id)?.(message);
    waiting.delete(message.id);
  }
});

function call(method, params = {}, sessionId = undefined) {
  const id = ++lastId;
  browser.stdio[3].write(JSON.stringify({ id, method, params, sessionId }) + "\0");
  return new Promise((resolve, reject) => waiting.set(id, m => m.error ? reject(new Error(m.error.message)) : resolve(m.result)));
}

function children(root) {
  const found = [root], parents = new Map();
  for (const pid of readdirSync("/proc").filter(name => /^\d+$/.test(name)))
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, "latin1");
      parents.set(+pid, +stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
    } catch { /* it ended */ }
  for (let i = 0; i < found.length; i++)
    for (const [pid, parent] of parents)
      if (parent === found[i]) found.push(pid);
  return found;
}

const isRenderer = pid => {
  try { return readFileSync(`/proc/${pid}/cmdline`, "latin1").includes("--type=renderer"); } catch { return false; }
};

// CPU time of the main threads of all pages, in ms.
function pageCpu() {
  let sum = 0;
  for (const pid of children(browser.pid).filter(isRenderer))
    sum += +readFileSync(`/proc/${pid}/task/${pid}/schedstat`, "latin1").split(" ")[0];
  return sum / 1e6;
}

// What runs in the page.
function pageFunctions() {
  let state = 1;
  const random = () => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    return (state >>> 0) / 4294967296;
  };
  const walks = (series, samples) => {
    const data = [Float64Array.from({ length: samples }, (_, i) => 1700000000 + 15 * i)];
    for (let s = 0; s < series; s++) {
      let level = random() * 100;
      data.push(Float64Array.from({ length: samples }, () => {
        level = Math.min(Math.max(level + (random() - 0.5) * 2, 0), 100);
        return level + random() * 6;
      }));
    }
    return data;
  };
  const options = (series, width, height) => {
    const axis = { stroke: "#ccc", grid: { stroke: "#333", width: 1 } };
    const lines = Array.from({ length: series }, (_, s) => ({ stroke: `hsl(${(s * 47) % 360},70%,55%)`, width: 1 }));
    return { width, height, series: [{}, ...lines], axes: [axis, axis], legend: { show: false } };
  };
  const drawn = async plot => {
    await null;
    await null;
    plot.ctx.getImageData(0, 0, 1, 1);
  };
  const frame = () => new Promise(resolve => requestAnimationFrame(() => setTimeout(resolve)));
  let charts = [];

  window.drop = async () => {
    charts.forEach(chart => chart.plot.destroy());
    charts = [];
    await frame();
  };
  window.prepare = async (n, series, samples) => {
    charts = Array.from({ length: n }, () => ({ next: walks(series, samples), now: walks(series, samples) }));
    await frame();
  };
  window.create = async (series, width, height) => {
    for (const chart of charts)
      chart.plot = new uPlot(options(series, width, height), chart.now, document.body);
    for (const chart of charts)
      await drawn(chart.plot);
  };
  window.refresh = async times => {
    for (let i = 0; i < times; i++) {
      for (const chart of charts) {
        [chart.now, chart.next] = [chart.next, chart.now];
        chart.plot.setData(chart.now);
      }
      for (const chart of charts)
        await drawn(chart.plot);
    }
  };
}

const { targetInfos } = await call("Target.getTargets");
const { sessionId } = await call("Target.attachToTarget", { targetId: targetInfos.find(t => t.type === "page").targetId, flatten: true });
const run = async expression => {
  const answer = await call("Runtime.evaluate", { expression, awaitPromise: true, returnByValue: true }, sessionId);
  if (answer.exceptionDetails) throw new Error(JSON.stringify(answer.exceptionDetails));
};
await run(`${library};window.uPlot = uPlot;(${pageFunctions})()`);

async function cpuOf(expression) {
  const before = pageCpu();
  await run(expression);
  return pageCpu() - before;
}

async function answer(kind, n, series, samples, width, height, times) {
  let cpu = 0;
  await run(`drop().then(() => prepare(${n}, ${series}, ${samples}))`);
  if (kind === "refresh") {
    await run(`create(${series}, ${width}, ${height}).then(() => refresh(1))`);
    return await cpuOf(`refresh(${times})`) / times;
  }
  for (let i = 0; i < times; i++) {
    cpu += await cpuOf(`create(${series}, ${width}, ${height})`);
    if (i + 1 < times) await run(`drop().then(() => prepare(${n}, ${series}, ${samples}))`);
  }
  return cpu / times;
}

for await (const line of createInterface({ input: process.stdin })) {
  const [kind, ...words] = line.trim().split(" ");
  const numbers = words.map(Number);
  const many = kind.startsWith("charts-");
  const cpu = many ? await answer(kind.slice(7), ...numbers, 1) : await answer(kind, 1, ...numbers);
  process.stdout.write(`${cpu.toFixed(4)}\n`);
}
await call("Browser.close").catch(() => {});
browser.once("exit", () => rmSync(profile, { recursive: true, force: true, maxRetries: 5 }));
