// Puts two texts together that grew out of one, line by line, as the service does it
// (crates/domain/src/marac/merge.rs): a line that either writer took out is gone, and every line
// that either wrote is there. docs/rules/meeting.md holds the examples that both are held to.

function linesOf (text) {
  return text === '' ? [] : text.split('\n')
}

/** lengths[i][j]: the longest common subsequence of one[i..] and other[j..]. */
function lengths (one, other) {
  const table = Array.from({ length: one.length + 1 }, () => new Uint32Array(other.length + 1))
  for (let i = one.length - 1; i >= 0; i--) {
    for (let j = other.length - 1; j >= 0; j--) {
      table[i][j] = one[i] === other[j] ? table[i + 1][j + 1] + 1 : Math.max(table[i + 1][j], table[i][j + 1])
    }
  }
  return table
}

/** For each line of the base where it stands in the text, or -1 when it was taken out. */
function kept (base, text) {
  const table = lengths(base, text)
  const found = new Array(base.length).fill(-1)
  let i = 0
  let j = 0
  while (i < base.length && j < text.length) {
    if (base[i] === text[j]) found[i++] = j++
    else if (table[i + 1][j] >= table[i][j + 1]) i++
    else j++
  }
  return found
}

/** Both runs of new lines, each in its own order, lines common to both once. */
function together (theirs, mine) {
  const table = lengths(theirs, mine)
  const out = []
  let i = 0
  let j = 0
  while (i < theirs.length || j < mine.length) {
    if (i < theirs.length && j < mine.length && theirs[i] === mine[j]) {
      out.push(theirs[i++])
      j++
    } else if (j >= mine.length || (i < theirs.length && table[i + 1][j] >= table[i][j + 1])) out.push(theirs[i++])
    else out.push(mine[j++])
  }
  return out
}

/** The lines up to where base line `place` stands, and where to go on after it. */
function until (text, found, at, place) {
  let end = text.length
  if (place < found.length) {
    end = found[place]
    for (let after = place; end < 0 && after < found.length; after++) end = found[after]
    if (end < 0) end = text.length
  }
  const stands = place < found.length && found[place] >= 0
  return { lines: text.slice(at, Math.max(at, end)), at: Math.max(at, end) + (stands ? 1 : 0) }
}

export function merge (baseText, theirText, myText) {
  const [base, theirs, mine] = [baseText, theirText, myText].map(linesOf)
  const [theirKept, myKept] = [kept(base, theirs), kept(base, mine)]
  const out = []
  let [theirAt, myAt] = [0, 0]
  for (let place = 0; place <= base.length; place++) {
    const their = until(theirs, theirKept, theirAt, place)
    const my = until(mine, myKept, myAt, place)
    theirAt = their.at
    myAt = my.at
    out.push(...together(their.lines, my.lines))
    if (place < base.length && theirKept[place] >= 0 && myKept[place] >= 0) out.push(base[place])
  }
  return out.join('\n')
}

/** Where the cursor belongs in the merged text: in the same line, at the same letter. */
export function cursorAfter (before, after, cursor) {
  const upTo = before.slice(0, cursor).split('\n')
  const [line, letter] = [upTo.length - 1, upTo[upTo.length - 1].length]
  const [old, now] = [before.split('\n'), after.split('\n')]
  let place = -1
  for (let i = 0, from = 0; i <= line; i++) {
    const found = now.indexOf(old[i], from)
    if (found < 0) continue
    from = found + 1
    if (i === line) place = found
  }
  if (place < 0) return Math.min(cursor, after.length)
  return now.slice(0, place).reduce((sum, one) => sum + one.length + 1, 0) + letter
}
