// SPDX-License-Identifier: MIT
// The classes of all bytes as a table.
#include "base/bytes.h"

#define ANY_OF_16(class) class, class, class, class, class, class, class, class, class, class, class, class, class, class, class, class
#define B PF_BYTE_BLANK
#define W PF_BYTE_WORD

// clang-format off
const uint8_t pf_byte_classes[256] = {
    0, 0, 0, 0, 0, 0, 0, 0, 0, B, B, B, B, B, 0, 0, // tab to carriage return
    ANY_OF_16(0),
    B, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    W, W, W, W, W, W, W, W, W, W, 0, 0, 0, 0, 0, 0, // digits
    0, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, // capital letters
    W, W, W, W, W, W, W, W, W, W, W, 0, 0, 0, 0, 0,
    0, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, // small letters
    W, W, W, W, W, W, W, W, W, W, W, 0, 0, 0, 0, 0,
    ANY_OF_16(W), ANY_OF_16(W), ANY_OF_16(W), ANY_OF_16(W), ANY_OF_16(W), ANY_OF_16(W), ANY_OF_16(W), ANY_OF_16(W),
};
// clang-format on
