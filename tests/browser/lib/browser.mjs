// Starts the machine's own Chromium: nothing is downloaded.

import { existsSync } from "node:fs";
import { chromium } from "playwright-core";

const places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

// No background traffic, so that a request to another host is ours and a fault.
const flags = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-dev-shm-usage",
];

export async function launchBrowser() {
  const executablePath = process.env.HAWTHORN_CHROMIUM ?? places.find((place) => existsSync(place));
  if (!executablePath) {
    throw new Error("Chromium is not installed: on Debian, apt-get install chromium fonts-liberation");
  }
  return chromium.launch({ executablePath, args: flags, headless: true });
}
