// A client as somebody would write it against the types that are generated from the API's document. The compiler holds every
// path, parameter, body and answer against them; the test runs it.
import createClient from "openapi-fetch";
import type { components, paths } from "./trad.js";

declare const process: { argv: string[]; exit(code: number): never };

type TrainingRequest = components["schemas"]["TrainingRequest"];

const trad = createClient<paths>({ baseUrl: process.argv[2] });

const strategies = await trad.GET("/api/strategies");
console.log(strategies.data!.items.map(strategy => strategy.name).join(" "));

const request: TrainingRequest = {
  strategy: "liquidity-sweep", exchange: "simulated", symbol: "BTCUSDT", interval: "5m", objective: "sharpe", optimizer: "bayesian",
  trials: 20, seed: 42, parameters: { pierce_depth: { low: 0.001, high: 0.004, log: true } },
};

// @ts-expect-error A training cannot do without a strategy.
const incomplete: TrainingRequest = { exchange: "simulated", symbol: "BTCUSDT", interval: "5m" };

// @ts-expect-error There is no such metric.
const unknown: TrainingRequest = { ...request, objective: "luck" };

const wrong = await trad.POST("/api/training/jobs", { params: { query: { dryRun: true } }, body: { ...request, interval: "7x" as "5m" } });
for (const [field, messages] of Object.entries(wrong.error?.errors ?? {})) {
  console.log(`${field}: ${messages.join(", ")}`);
}

const jobs = await trad.GET("/api/training/jobs", { params: { query: { state: "completed", limit: 5 } } });
for (const job of jobs.data!.items) {
  console.log(`#${job.number} ${job.state} ${job.progress.percent} %`);
}

// Compiled, not run: paths with parameters, streams, answers of several kinds.
export async function judge(id: string): Promise<string> {
  const asset = await trad.GET("/api/assets/{id}", { params: { path: { id } } });
  return asset.data?.validation?.judgement?.summary ?? asset.error?.detail ?? incomplete.strategy + unknown.strategy;
}

process.exit(strategies.response.ok && wrong.response.status === 400 ? 0 : 1);
