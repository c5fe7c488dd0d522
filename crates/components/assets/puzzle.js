// A sum instead of a wait, where many reports come from one place just now. Without script, or where the
// browser has no digest, somebody waits a minute and nothing else is different.

const atOnce = 512

async function empty (text) {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)))
  let bits = 0
  for (const byte of digest) {
    bits += byte === 0 ? 8 : Math.clz32(byte) - 24
    if (byte !== 0) break
  }
  return bits
}

export async function solvePuzzle () {
  const field = document.querySelector('input[data-puzzle]')
  if (!field || !globalThis.crypto?.subtle) return
  const said = document.querySelector('#puzzle-said')
  said.textContent = said.dataset.working
  const wanted = Number(field.dataset.bits)
  for (let from = 0; ; from += atOnce) {
    const numbers = Array.from({ length: atOnce }, (_, place) => from + place)
    const bits = await Promise.all(numbers.map((number) => empty(`${field.dataset.puzzle}.${number}`)))
    const found = bits.findIndex((number) => number >= wanted)
    if (found >= 0) {
      field.value = String(from + found)
      said.textContent = said.dataset.done
      return
    }
  }
}
