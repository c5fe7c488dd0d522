// Sends a form with a file piece by piece, as a browser does, but without
// waiting politely for the end: an answer that comes early counts.

import http from "node:http";

const boundary = "----hawthorn-journey-boundary";

// `pieces` is anything that can be iterated for buffers. `cookie` is the session's.
// A server that refuses early hangs up while more is still being sent; whether
// its answer arrives first is a matter of luck on the way, so `hungUp` tells it.
export function sendFile(url, { cookie, source, fileName, pieces }) {
  const { host, hostname, port, pathname } = new URL(url);
  const began = performance.now();
  return new Promise((resolve, reject) => {
    const request = http.request({
      method: "POST", hostname, port, path: pathname, agent: false,
      headers: { Host: host, Origin: `http://${host}`, Cookie: cookie, "Content-Type": `multipart/form-data; boundary=${boundary}` },
    });
    let answered = false;
    request.on("response", (answer) => {
      answered = true;
      let text = "";
      answer.setEncoding("utf8");
      answer.on("data", (more) => { text += more; });
      const done = () => resolve({ status: answer.statusCode, location: answer.headers.location, text, seconds: (performance.now() - began) / 1000 });
      answer.on("end", done);
      answer.on("error", done);
    });
    request.on("error", (error) => {
      if (answered) return;
      if (["EPIPE", "ECONNRESET"].includes(error.code)) resolve({ hungUp: true, seconds: (performance.now() - began) / 1000 });
      else reject(new Error(`sending ${fileName} failed: ${error.message}`));
    });
    write(request, source, fileName, pieces, () => answered).catch(reject);
  });
}

async function write(request, source, fileName, pieces, answered) {
  const put = (bytes) => new Promise((resolve) => {
    if (request.destroyed || request.write(bytes)) { resolve(); return; }
    request.once("drain", resolve);
    request.once("close", resolve);
  });
  const field = (name) => `--${boundary}\r\nContent-Disposition: form-data; name="${name}"`;
  await put(`${field("source")}\r\n\r\n${source}\r\n${field("file")}; filename="${fileName}"\r\nContent-Type: application/octet-stream\r\n\r\n`);
  for (const piece of pieces) {
    if (answered() || request.destroyed) break;
    await put(piece);
  }
  if (!request.destroyed) request.end(`\r\n--${boundary}--\r\n`);
}
