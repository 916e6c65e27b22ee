// SPDX-License-Identifier: MIT
#include "report/palette.h"

const pf_hue pf_palette[PF_HUES] = {
    {"#d9483f", "#b3261e", "#fde3e0", "#ff9a90", "#5a1f1b"}, {"#3b82f6", "#1558b0", "#dceafd", "#8ab8ff", "#17365f"},
    {"#b86e00", "#8a5300", "#fbe8c6", "#f5b754", "#4d3408"}, {"#8b5cf6", "#6b3fc4", "#eae2fc", "#bfa5ff", "#3b2a68"},
    {"#1f9d55", "#1b6e3a", "#d8f2df", "#72d394", "#14452a"}, {"#0e93a0", "#006a75", "#d1f1f3", "#5fd0da", "#07434a"},
    {"#db4a92", "#a8266f", "#fbdfee", "#ff94c8", "#571c3f"}, {"#858a00", "#5a5e00", "#eff0c4", "#cfd35a", "#393b0c"},
    {"#6672e8", "#3f51b5", "#e2e6fb", "#a5b3ff", "#2a3463"}, {"#a1705c", "#6d4c41", "#f0e4df", "#d7b3a5", "#47342c"},
};

size_t pf_hue_index(size_t pattern)
{
    return pattern % PF_HUES;
}
