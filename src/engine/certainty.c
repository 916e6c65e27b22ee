// SPDX-License-Identifier: MIT
// The arithmetic of certainty factors.
#include "engine/certainty.h"

#include <math.h>

double pf_combine(double a, double b)
{
    if (a <= -1 || b <= -1)
        return -1;
    if (a >= 0 && b >= 0)
        return a + b * (1 - a);
    if (a <= 0 && b <= 0)
        return a + b * (1 + a);
    return (a + b) / (1 - fmin(fabs(a), fabs(b)));
}
