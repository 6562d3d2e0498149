/* SPDX-License-Identifier: GPL-3.0-or-later */

/* malloc, as this application needs it. Other C libraries than glibc's do as they will. */

#include "config.h"

#include "app/oriel-heap.h"

#include <glib.h>

#ifdef __GLIBC__
#include <malloc.h>

#define MIB (1024 * 1024)
#define CALM_MS 500

/* Pictures and answers of some megabytes come and go: were each mapped on its own, and the heap
 * grown by 128 KiB at a time, a tenth of the start would be page faults. Two heaps are enough for
 * threads that seldom allocate. */
void
oriel_heap_init (void)
{
  mallopt (M_ARENA_MAX, 2);
  mallopt (M_MMAP_THRESHOLD, 4 * MIB);
  mallopt (M_TRIM_THRESHOLD, 64 * MIB);
  mallopt (M_TOP_PAD, 4 * MIB);
}

static guint trim_source;

static gboolean
trim_cb (gpointer user_data G_GNUC_UNUSED)
{
  trim_source = 0;
  malloc_trim (0);
  return G_SOURCE_REMOVE;
}

void
oriel_heap_trim_soon (void)
{
  g_clear_handle_id (&trim_source, g_source_remove);
  trim_source = g_timeout_add_full (G_PRIORITY_LOW, CALM_MS, trim_cb, NULL, NULL);
}

#else

void
oriel_heap_init (void)
{
}

void
oriel_heap_trim_soon (void)
{
}

#endif
