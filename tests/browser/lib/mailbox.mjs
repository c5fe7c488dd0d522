// A mail server on this machine that takes every message and keeps it, for journeys
// on which somebody waits for a mail.

import net from "node:net";
import { within } from "./within.mjs";

const arriveLimitMs = 20_000;

export class Mailbox {
  mails = [];
  #server;
  #waiting = [];

  static async open() {
    const box = new Mailbox();
    box.#server = net.createServer((socket) => box.#serve(socket));
    await new Promise((resolve) => box.#server.listen(0, "127.0.0.1", resolve));
    return box;
  }

  // What the program is told so that it sends by this server.
  get settings() {
    return {
      HAWTHORN_MAIL_SMTP_SERVER: `127.0.0.1:${this.#server.address().port}`,
      HAWTHORN_MAIL_SMTP_SECURITY: "none",
      HAWTHORN_MAIL_FROM: "Hub <hub@hub.example>",
    };
  }

  #serve(socket) {
    let text = "";
    let mail;
    socket.setEncoding("utf8");
    socket.write("220 mailbox.example\r\n");
    socket.on("error", () => {});
    socket.on("data", (part) => {
      text += part;
      for (let end = text.indexOf("\r\n"); end >= 0; end = text.indexOf("\r\n")) {
        const line = text.slice(0, end);
        text = text.slice(end + 2);
        if (mail === undefined) {
          if (/^DATA$/i.test(line)) mail = [];
          socket.write(this.#answer(line));
          if (/^QUIT$/i.test(line)) socket.end();
        } else if (line === ".") {
          this.#keep(mail.join("\n"));
          mail = undefined;
          socket.write("250 kept\r\n");
        } else {
          mail.push(line.replace(/^\./, ""));
        }
      }
    });
  }

  #answer(line) {
    if (/^DATA$/i.test(line)) return "354 go on\r\n";
    return /^QUIT$/i.test(line) ? "221 goodbye\r\n" : "250 mailbox.example\r\n";
  }

  #keep(mail) {
    this.mails.push(mail);
    for (const tell of this.#waiting.splice(0)) tell();
  }

  // The mail with this number, once it is there.
  async arrived(number = 1) {
    while (this.mails.length < number) {
      const next = new Promise((resolve) => this.#waiting.push(resolve));
      await within(arriveLimitMs, next, () => `no mail number ${number} within ${arriveLimitMs / 1000} seconds`);
    }
    return this.mails[number - 1];
  }

  async close() {
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
