// SPDX-License-Identifier: MIT
// What a waiver holds for.
#ifndef PF_CHECK_WAIVER_EXTENT_H
#define PF_CHECK_WAIVER_EXTENT_H

#include "check/waiver_map.h"
#include "check/waivers.h"

// Sets `from` and `to` of a waiver whose other members are known.
void pf_waiver_find_extent(const pf_waiver_map *map, pf_waiver *waiver);

#endif
