/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bench.h"

#include <malloc.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

void
bench_keep_heap (void)
{
#ifdef __GLIBC__
  mallopt (M_MMAP_THRESHOLD, 4 << 20);
  mallopt (M_TRIM_THRESHOLD, 64 << 20);
  mallopt (M_TOP_PAD, 4 << 20);
#endif
}

double
bench_cpu_ms (void)
{
  struct timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);
  return (double) now.tv_sec * 1e3 + (double) now.tv_nsec * 1e-6;
}

static int
compare (const void *a, const void *b)
{
  double x = *(const double *) a;
  double y = *(const double *) b;

  return (x > y) - (x < y);
}

double
bench_median (double *values, guint n)
{
  qsort (values, n, sizeof *values, compare);
  return n % 2 ? values[n / 2] : (values[n / 2 - 1] + values[n / 2]) / 2;
}

static gsize
status_bytes (const char *key)
{
  g_autofree char *text = NULL;
  const char *line;

  if (!g_file_get_contents ("/proc/self/status", &text, NULL, NULL))
    return 0;
  line = strstr (text, key);
  return line != NULL ? strtoul (line + strlen (key), NULL, 10) * 1024 : 0;
}

gsize
bench_memory_reset (void)
{
  /* proc(5), clear_refs: 5 resets the peak resident set size. */
  g_file_set_contents_full ("/proc/self/clear_refs", "5", 1, G_FILE_SET_CONTENTS_NONE, 0600, NULL);
  return status_bytes ("VmRSS:");
}

gsize
bench_memory_peak (void)
{
  return status_bytes ("VmHWM:");
}

gboolean
bench_report (const char *name,
              double ours,
              double theirs,
              const char *unit,
              const char *rival,
              double gate)
{
  double ratio = ours / theirs;

  g_print ("bench %s: %.1f %s, %.1f %s (%s), ratio %.2f, gate %g\n", name, ours, unit, theirs, unit,
           rival, ratio, gate);
  return ratio >= gate;
}

gboolean
bench_report_time (const char *name, double ours, double theirs, const char *rival, double gate)
{
  double ratio = theirs / MAX (ours, 1e-6);

  g_print ("bench %s: %.2f ms, %.2f ms (%s), ratio %.1f, gate %g\n", name, ours, theirs, rival,
           ratio, gate);
  return ratio >= gate;
}
