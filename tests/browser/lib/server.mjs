// A data directory and the server over it, for one journey: a demonstration
// county, or an empty directory to which a journey adds its own accounts.

import { spawn } from "node:child_process";
import { appendFile, cp, mkdtemp, readFile, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import readline from "node:readline";
import { within } from "./within.mjs";

// Making the county and starting are slow on a busy machine, never this slow.
const countyLimitMs = 300_000;
const startLimitMs = 60_000;
const stopLimitMs = 10_000;
const commandLimitMs = 60_000;
// Enough of what the program printed to explain a failure.
const keptLines = 60;

class Output {
  lines = [];
  add(line) {
    this.lines.push(line);
    if (this.lines.length > keptLines) this.lines.shift();
  }
  text() {
    return this.lines.join("\n");
  }
}

function start(program, args, input = "ignore", settings = {}) {
  const child = spawn(program, args, { stdio: [input, "pipe", "pipe"], env: { ...process.env, ...settings } });
  const ended = new Promise((resolve) => {
    child.on("error", (error) => resolve({ error }));
    child.on("exit", (code, signal) => resolve({ code, signal }));
  });
  return { child, ended };
}

// Runs one command of the program to its end and gives what it printed.
async function finish(program, args, { limitMs = commandLimitMs, input } = {}) {
  const { child, ended } = start(program, args, input === undefined ? "ignore" : "pipe");
  let printed = "";
  const problems = new Output();
  child.stdout.on("data", (bytes) => { printed += bytes; });
  readline.createInterface({ input: child.stderr }).on("line", (line) => problems.add(line));
  if (input !== undefined) child.stdin.end(input);
  const what = `hawthorn ${args.slice(0, 2).join(" ")}`;
  try {
    const end = await within(limitMs, ended, () => `${what} took over ${limitMs / 1000} seconds\n${problems.text()}`);
    if (end.code !== 0) {
      throw new Error(`${what} ended with ${end.error ?? end.signal ?? end.code}\n${problems.text()}`);
    }
  } finally {
    if (child.exitCode === null) child.kill("SIGKILL");
  }
  return printed;
}

// The areas that ship with Hawthorn, as if a translator had checked these languages for Warwickshire.
async function areasIn(data, languages) {
  const areas = path.join(data, "areas");
  await cp(path.join(import.meta.dirname, "../../../areas"), areas, { recursive: true });
  const named = languages.map((language) => `"${language}"`).join(", ");
  await appendFile(path.join(areas, "warwickshire.toml"), `\n[doors]\nlanguages = [${named}]\nown_service = "dvsw_helpline"\n`);
  return areas;
}

export class Server {
  url = "";
  // Where the public pages are, when the server was started with them.
  publicUrl = "";
  #program;
  #running;
  #log = new Output();

  constructor(program, data, signIns) {
    this.#program = program;
    this.data = data;
    // What `hawthorn demo` printed: the names and passwords to sign in with.
    this.signIns = signIns;
  }

  // With `demonstration` off the directory is empty: add accounts to it. `at`
  // is the moment at which the service's clock starts.
  // With `publicPages` the public pages of Warwickshire have a port of their own, in these `languages`
  // besides English; with a `mailbox` mail leaves by that.
  static async start(program, { demonstration = true, at, publicPages = false, languages = [], mailbox } = {}) {
    const data = await mkdtemp(path.join(os.tmpdir(), "hawthorn-browser-"));
    try {
      const county = ["demo", "--data", data, "--small"];
      const signIns = demonstration ? await finish(program, county, { limitMs: countyLimitMs }) : "";
      const server = new Server(program, data, signIns);
      const areas = languages.length > 0 ? await areasIn(data, languages) : undefined;
      await server.serve({ at, publicPages, areas, mailbox });
      return server;
    } catch (error) {
      await rm(data, { recursive: true, force: true });
      throw error;
    }
  }

  // Adds an account, as an administrator does at the console.
  async addAccount({ signInName, name, agency, roles, password, area = "warwickshire" }) {
    const held = roles.flatMap((role) => ["--role", role]);
    const args = ["user", "add", signInName, "--data", this.data, "--area", area, "--agency", agency, ...held, "--name", name, "--password-stdin"];
    await finish(this.#program, args, { input: `${password}\n` });
  }

  // Hands a mail to the program, as a mail server does.
  async receiveMail(source, area = "warwickshire") {
    return finish(this.#program, ["mail", "receive", "--data", this.data, "--area", area], { input: source });
  }

  // The most memory that the server has held since it started, in bytes.
  async mostMemory() {
    const status = await readFile(`/proc/${this.#running.child.pid}/status`, "utf8");
    return Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)[1]) * 1024;
  }

  async serve({ at, publicPages = false, areas, mailbox, listen = "127.0.0.1:0" } = {}) {
    const clock = at ? ["--at", at] : [];
    const settings = publicPages ? { HAWTHORN_PUBLIC_LISTEN: "127.0.0.1:0", HAWTHORN_DEFAULT_AREA: "warwickshire" } : {};
    if (areas) settings.HAWTHORN_AREAS_DIR = areas;
    Object.assign(settings, mailbox?.settings);
    const running = start(this.#program, ["serve", "--data", this.data, "--listen", listen, ...clock], "ignore", settings);
    this.#running = running;
    const listening = new Promise((resolve) => {
      readline.createInterface({ input: running.child.stdout }).on("line", (line) => {
        this.#log.add(line);
        // The public address is printed first, so it is known by the time the other is.
        const open = /^public pages on (http:\/\/\S+)/.exec(line);
        if (open) this.publicUrl = open[1].replace(/\/$/, "");
        const found = /^listening on (http:\/\/\S+)/.exec(line);
        if (found) resolve(found[1].replace(/\/$/, ""));
      });
    });
    readline.createInterface({ input: running.child.stderr }).on("line", (line) => this.#log.add(line));
    const endedEarly = running.ended.then((end) => {
      throw new Error(`hawthorn serve ended with ${end.error ?? end.signal ?? end.code} before it listened\n${this.log()}`);
    });
    try {
      this.url = await within(
        startLimitMs,
        Promise.race([listening, endedEarly]),
        () => `hawthorn serve did not print "listening on http://…" within ${startLimitMs / 1000} seconds\n${this.log()}`,
      );
    } catch (error) {
      running.child.kill("SIGKILL");
      throw error;
    } finally {
      endedEarly.catch(() => {});
    }
  }

  // The last lines the server printed, for explaining a failure.
  log() {
    return this.#log.text();
  }

  // Ends this server's own process and waits for it. A server that ignores a
  // polite request to stop is a fault worth failing for.
  async halt() {
    const running = this.#running;
    this.#running = undefined;
    if (!running || running.child.exitCode !== null || running.child.signalCode !== null) return;
    running.child.kill("SIGTERM");
    try {
      await within(stopLimitMs, running.ended, () => `hawthorn serve was still running ${stopLimitMs / 1000} seconds after SIGTERM\n${this.log()}`);
    } catch (error) {
      running.child.kill("SIGKILL");
      throw error;
    }
  }

  // Ends the server at once, as a fault of the machine would: nothing is brought to its end.
  async kill() {
    const running = this.#running;
    this.#running = undefined;
    running.child.kill("SIGKILL");
    await running.ended;
  }

  // Stops and starts again over the same data, on a new port; with `at`, on
  // another day. With `sameAddress` the pages that stand open go on.
  async restart({ at, sameAddress = false } = {}) {
    const listen = sameAddress ? new URL(this.url).host : undefined;
    await this.halt();
    await this.serve({ at, listen });
  }

  async stop() {
    try {
      await this.halt();
    } finally {
      await rm(this.data, { recursive: true, force: true });
    }
  }
}
