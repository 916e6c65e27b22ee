// SPDX-License-Identifier: MIT
// The baseline as a JSON file, {"schema": "patfinder/baseline/1", "findings": [...]}.
#ifndef PF_REPORT_BASELINE_H
#define PF_REPORT_BASELINE_H

#include "base/buffer.h"
#include "base/diagnostics.h"
#include "check/baseline.h"

// Appends it, one finding a line, so that version control can merge it. Failure shows in the buffer.
void pf_baseline_write(const pf_baseline *baseline, pf_buffer *buffer);

// Reads one, strictly. False, with an error (baseline-...) among the diagnostics, when anything is wrong.
bool pf_baseline_read(pf_arena *arena, const char *file, const char *bytes, size_t length, pf_baseline *baseline,
                      pf_diagnostics *diagnostics);

#endif
