// Writes small archives by hand, so that a test can make ones that no honest program makes.

import { once } from "node:events";
import { createDeflateRaw, deflateRawSync } from "node:zlib";

const table = new Uint32Array(256).map((_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

function checksum(bytes, before = 0) {
  let value = ~before;
  for (const byte of bytes) value = table[(value ^ byte) & 255] ^ (value >>> 8);
  return ~value >>> 0;
}

// A part of an archive from its text.
export function part(name, text) {
  const bytes = Buffer.from(text);
  return { name, packed: deflateRawSync(bytes), size: bytes.length, checksum: checksum(bytes) };
}

// A part that unpacks to `size` bytes: its beginning, then spaces without end.
// It is packed piece by piece, so that nobody has to hold it whole.
export async function endless(name, beginning, size) {
  const packer = createDeflateRaw({ level: 9 });
  const packed = [];
  packer.on("data", (bytes) => packed.push(bytes));
  const ended = once(packer, "end");
  let sum = 0;
  const put = async (bytes) => {
    sum = checksum(bytes, sum);
    if (!packer.write(bytes)) await once(packer, "drain");
  };
  await put(Buffer.from(beginning));
  const blank = Buffer.alloc(8 * 1024 * 1024, 0x20);
  for (let left = size - Buffer.byteLength(beginning); left > 0; left -= blank.length) await put(blank.subarray(0, Math.min(left, blank.length)));
  packer.end();
  await ended;
  return { name, packed: Buffer.concat(packed), size, checksum: sum };
}

// The archive of these parts.
export function archive(parts) {
  const locals = [];
  const directory = [];
  let offset = 0;
  for (const { name, packed, size, checksum } of parts) {
    const label = Buffer.from(name);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(checksum, 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(size, 18);
    common.writeUInt16LE(label.length, 22);
    locals.push(Buffer.from("PK\x03\x04", "latin1"), common, label, packed);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    directory.push(Buffer.from("PK\x01\x02\x14\x00", "latin1"), common, rest, label);
    offset += 30 + label.length + packed.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(parts.length, 4);
  end.writeUInt16LE(parts.length, 6);
  end.writeUInt32LE(listed.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...locals, listed, Buffer.from("PK\x05\x06", "latin1"), end]);
}

// The parts that every workbook of one worksheet has; the worksheet itself is given.
export function workbook(worksheet) {
  const office = "http://schemas.openxmlformats.org";
  return archive([
    part("[Content_Types].xml", `<?xml version="1.0"?><Types xmlns="${office}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`),
    part("_rels/.rels", `<?xml version="1.0"?><Relationships xmlns="${office}/package/2006/relationships"><Relationship Id="rId1" Type="${office}/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`),
    part("xl/workbook.xml", `<?xml version="1.0"?><workbook xmlns="${office}/spreadsheetml/2006/main" xmlns:r="${office}/officeDocument/2006/relationships"><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>`),
    part("xl/_rels/workbook.xml.rels", `<?xml version="1.0"?><Relationships xmlns="${office}/package/2006/relationships"><Relationship Id="rId1" Type="${office}/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`),
    { ...worksheet, name: "xl/worksheets/sheet1.xml" },
  ]);
}

// How a worksheet begins and ends.
export const worksheetStart = '<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>';
export const worksheetEnd = "</sheetData></worksheet>";
