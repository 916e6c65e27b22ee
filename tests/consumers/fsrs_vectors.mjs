// SPDX-License-Identifier: MIT
// Prints tests/unit/fsrs_vectors.h: reviews of cards, and what ts-fsrs makes of them with its default parameters.
//
// usage: node tests/consumers/fsrs_vectors.mjs > tests/unit/fsrs_vectors.h
import { fsrs } from './node_modules/ts-fsrs/dist/index.mjs'

const scheduler = fsrs()

// When a review comes, in days behind the one before, given the days that the scheduler wanted.
const timings = {
    'the same day': () => 0,
    early: (interval) => Math.ceil(interval / 2),
    'on time': (interval) => interval,
    late: (interval) => interval * 2 + 1,
    'very late': (interval) => interval * 10,
    'years later': (interval) => interval + 5000,
}
const kinds = Object.keys(timings)

function printCard(name, steps) {
    console.log(`    // ${name}`)
    let memory = null
    let interval = 0
    for (const [rating, kind] of steps) {
        const days = memory ? timings[kind](interval) : -1
        const retrievability = memory ? scheduler.forgetting_curve(days, memory.stability) : 1
        memory = scheduler.next_state(memory, Math.max(days, 0), rating)
        interval = scheduler.next_interval(memory.stability, 0)
        console.log(`    {${days}, ${rating}, ${retrievability}, ${memory.stability}, ${memory.difficulty}, ${interval}},`)
    }
}

// Numbers that look random and are always the same: the high bits of a linear congruential generator (Numerical Recipes).
let seed = 1
function choose(count) {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0
    return Math.floor((seed / 2 ** 32) * count)
}

const repeated = (count, rating, kind) => Array.from({ length: count }, () => [rating, kind])

console.log(`// SPDX-License-Identifier: MIT
// Reviews of cards, and what ts-fsrs makes of them. Made by tests/consumers/fsrs_vectors.mjs; tests/consumers.py proves that it still
// makes the same.
typedef struct fsrs_vector {
    int days; // behind the review before; -1: the first of a card
    int rating;
    double retrievability; // at the time of the review
    double stability, difficulty;
    int interval;
} fsrs_vector;

// clang-format off
static const fsrs_vector fsrs_vectors[] = {`)
for (const first of [1, 2, 3, 4])
    for (const kind of kinds)
        printCard(`first ${first}, then all ${kind}`, [first, 3, 1, 2, 4, 3].map((rating) => [rating, kind]))
for (let card = 1; card <= 8; card++)
    printCard(`mixed ${card}`, Array.from({ length: 12 }, () => [1 + choose(4), kinds[choose(kinds.length)]]))
printCard('never known on one day: the least stability', repeated(12, 1, 'the same day'))
printCard('never known: the most difficulty', repeated(12, 1, 'on time'))
printCard('always easy and very late: the most stability', repeated(8, 4, 'very late'))
printCard('never known and years later: a stability that forgetting would raise', repeated(4, 1, 'years later'))
printCard('hard on one day', repeated(6, 2, 'the same day'))
console.log('};\n// clang-format on')
