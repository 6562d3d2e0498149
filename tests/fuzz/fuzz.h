/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a fuzz target gives and gets.
 *
 * A target is one file, `fuzz-NAME.c`, and one line in this folder's meson.build. It is built
 * twice: with libFuzzer (`-Dfuzz=true`, clang), to run for hours, and with driver.c, as an ordinary
 * test of its seeds and some thousand mutations of them, always the same. */

#pragma once

#include <glib.h>
#include <stddef.h>
#include <stdint.h>

/* An input to begin with. */
typedef struct
{
  const char *data;
  gsize length;
} FuzzSeed;

/* A seed from a string literal, which may hold zeros. */
#define FUZZ_SEED(text)                                                                            \
  {                                                                                                \
    text, sizeof text - 1                                                                          \
  }

/* The end of the list. */
#define FUZZ_SEEDS_END                                                                             \
  {                                                                                                \
    NULL, 0                                                                                        \
  }

/* The target's seeds, ended by FUZZ_SEEDS_END. */
extern const FuzzSeed fuzz_seeds[];

/* Feeds one input, which ends exactly at `size`, to the code under test; whatever it is, the
 * code must come back, free what it took, and keep its promises (assert them). Returns 0. */
int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);
