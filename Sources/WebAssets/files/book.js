// Pages on which visitors book: their time zone, and a little work that tells a browser from a program. All of it does without.
'use strict'

// The zone of the browser, where none was chosen. The page says itself which one it has shown instead.
const shown = document.body.dataset.zone
if (shown) {
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone
  const address = new URL(location.href)
  if (own && own !== shown && own.includes('/') && !address.searchParams.has('zone')) {
    address.searchParams.set('zone', own)
    location.replace(address)
  }
}

// SHA-256 (FIPS 180-4), since browsers have theirs at addresses with https alone.
const primes = []
for (let number = 2; primes.length < 64; number++) if (primes.every(prime => number % prime)) primes.push(number)
const bits = root => ((root - Math.floor(root)) * 2 ** 32) | 0
const start = primes.slice(0, 8).map(prime => bits(Math.sqrt(prime)))
const keys = primes.map(prime => bits(Math.cbrt(prime)))
const turn = (word, by) => (word >>> by) | (word << (32 - by))

/** The first word of the hash of a text of plain letters. */
function firstWord (text) {
  const size = (text.length + 9 + 63) >> 6 << 4
  const words = new Int32Array(size)
  for (let place = 0; place < text.length; place++) words[place >> 2] |= text.charCodeAt(place) << (24 - (place & 3) * 8)
  words[text.length >> 2] |= 0x80 << (24 - (text.length & 3) * 8)
  words[size - 1] = text.length * 8
  const state = Int32Array.from(start)
  const plan = new Int32Array(64)
  for (let block = 0; block < size; block += 16) {
    let [a, b, c, d, e, f, g, h] = state
    for (let round = 0; round < 64; round++) {
      if (round < 16) plan[round] = words[block + round]
      else {
        const [x, y] = [plan[round - 15], plan[round - 2]]
        plan[round] = plan[round - 16] + (turn(x, 7) ^ turn(x, 18) ^ (x >>> 3)) + plan[round - 7] + (turn(y, 17) ^ turn(y, 19) ^ (y >>> 10))
      }
      const first = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + keys[round] + plan[round]) | 0
      const second = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0
      ;[h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + second) | 0]
    }
    ;[a, b, c, d, e, f, g, h].forEach((word, place) => { state[place] += word })
  }
  return state[0] >>> 0
}

const answer = document.querySelector('input[data-work]')
if (answer) {
  const form = answer.form.elements.form.value
  const most = 2 ** (32 - Number(answer.dataset.work))
  let number = 0
  const work = () => {
    for (let end = number + 500; number < end; number++) {
      if (firstWord(`${form}:${number}`) < most) {
        answer.value = number
        return
      }
    }
    setTimeout(work)
  }
  setTimeout(work)
}
