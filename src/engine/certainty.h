// SPDX-License-Identifier: MIT
// The arithmetic of certainty factors.
#ifndef PF_ENGINE_CERTAINTY_H
#define PF_ENGINE_CERTAINTY_H

// Two certainties (-1..1) taken together: a + b(1 - a) when both are positive, the same mirrored when both are negative
// (Shortliffe and Buchanan 1975), (a + b) / (1 - min(|a|, |b|)) when they are opposed (van Melle 1980). What rules out (-1)
// wins over any support. Commutative; associative among certainties of one sign, so combine each side first.
double pf_combine(double a, double b);

#endif
