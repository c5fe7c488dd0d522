// A way to the server that can be cut: what a browser sees when the network drops, or when the
// server behind the address is being started again.

import net from "node:net";

export class Cuttable {
  #pairs = new Set();
  #gate;
  #down = false;
  url = "";

  // `target` gives the server's address at the moment of each connection.
  static async before(target) {
    const way = new Cuttable();
    way.#gate = net.createServer((browser) => way.#join(browser, target));
    await new Promise((resolve) => { way.#gate.listen(0, "127.0.0.1", resolve); });
    way.url = `http://127.0.0.1:${way.#gate.address().port}`;
    return way;
  }

  #join(browser, target) {
    browser.on("error", () => {});
    if (this.#down) { browser.destroy(); return; }
    const { hostname, port } = new URL(target());
    const server = net.connect(Number(port), hostname);
    const pair = [browser, server];
    this.#pairs.add(pair);
    const end = () => { this.#pairs.delete(pair); browser.destroy(); server.destroy(); };
    server.on("error", end);
    for (const side of pair) side.on("close", end);
    browser.pipe(server);
    server.pipe(browser);
  }

  // Nothing passes from now on, and what was under way is lost.
  cut() {
    this.#down = true;
    for (const [browser, server] of this.#pairs) { browser.destroy(); server.destroy(); }
    this.#pairs.clear();
  }

  mend() {
    this.#down = false;
  }

  async end() {
    this.cut();
    await new Promise((resolve) => { this.#gate.close(resolve); });
  }
}
