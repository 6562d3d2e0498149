/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the benchmarks share: CPU time, medians, memory, and the line that scripts read. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define BENCH_MAX_ROUNDS 64

/* Makes malloc() keep what is freed, as the application does (oriel-heap.h): else every drawing
 * pays for pages that the one before gave back. */
void bench_keep_heap (void);

/* CPU time of this process, in ms. */
double bench_cpu_ms (void);

/* The median of `n` values, which are sorted by it. */
double bench_median (double *values, guint n);

/* Makes the kernel forget the peak of memory so far, and the memory of now, in bytes. */
gsize bench_memory_reset (void);

/* The peak since then, in bytes. */
gsize bench_memory_peak (void);

/* Prints `bench NAME: OURS UNIT, RIVAL UNIT (rival), ratio R, gate G`, where more is better;
 * TRUE when the ratio reaches the gate. */
gboolean bench_report (const char *name,
                       double ours,
                       double theirs,
                       const char *unit,
                       const char *rival,
                       double gate);

/* The same for times in ms, of which less is better. */
gboolean
bench_report_time (const char *name, double ours, double theirs, const char *rival, double gate);

G_END_DECLS
