// SPDX-License-Identifier: MIT
// FSRS-6, the Free Spaced Repetition Scheduler: how well a card is remembered, and when to ask it again.
//
// The formulas are those of https://github.com/open-spaced-repetition/fsrs4anki/wiki/The-Algorithm#fsrs-6 with the published default
// parameters w0 to w20. States are rounded to 8 decimals where the package ts-fsrs rounds them, so that both give the same.
#ifndef PF_QUIZ_FSRS_H
#define PF_QUIZ_FSRS_H

// How well a card was known. The numbers stand in the formulas as G.
typedef enum pf_fsrs_rating { PF_FSRS_AGAIN = 1, PF_FSRS_HARD, PF_FSRS_GOOD, PF_FSRS_EASY } pf_fsrs_rating;

// What a review leaves behind.
typedef struct pf_fsrs_memory {
    double stability;  // S: days until the card is recalled with a probability of 0.9; 0.001 to 36500
    double difficulty; // D: 1 (easy) to 10
} pf_fsrs_memory;

// After the first review of a card.
//   S = w[G - 1]
//   D = w4 - e^(w5 (G - 1)) + 1
pf_fsrs_memory pf_fsrs_first(pf_fsrs_rating rating);

// After a further review, so many days (0 or more; 0 is the same day) behind the last one. R is the retrievability at that time.
//   again:        S' = min(w11 D^-w12 ((S + 1)^w13 - 1) e^(w14 (1 - R)), S / e^(w17 w18))
//   otherwise:    S' = S (1 + e^w8 (11 - D) S^-w9 (e^(w10 (1 - R)) - 1) h), where h is w15 for hard, w16 for easy, else 1
//   the same day: S' = S k, where k = S^-w19 e^(w17 (G - 3 + w18)), and at least 1 unless the rating is again
//   D' = w7 D0 + (1 - w7) (D - w6 (G - 3) (10 - D) / 9), where D0 is the difficulty after a first "easy", not confined to 1 to 10
pf_fsrs_memory pf_fsrs_next(pf_fsrs_memory memory, pf_fsrs_rating rating, double days);

// R, the probability (0 to 1) that a card is recalled so many days (0 or more) after its last review.
//   R = (1 + f days / S)^-w20, where f = 0.9^(-1 / w20) - 1
double pf_fsrs_retrievability(double stability, double days);

// The whole days, 1 to 36500, after which to ask again so that the card is recalled with a probability of 0.9. By the definition of
// stability that is S itself; nothing random is added.
int pf_fsrs_interval(double stability);

#endif
