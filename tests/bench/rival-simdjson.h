/* SPDX-License-Identifier: GPL-3.0-or-later */

/* simdjson's on-demand reader, for comparison. */

#pragma once

#include <stddef.h>

#ifdef __cplusplus
extern "C"
{
#endif

  /* Reads times and values of a matrix answer into arrays and gives the sum of each series' last
   * value. The text must have 64 readable bytes behind it. */
  double rival_simdjson (const char *text, size_t length);

#ifdef __cplusplus
}
#endif
