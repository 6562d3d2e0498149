/* SPDX-License-Identifier: GPL-3.0-or-later */

/* malloc, as this application needs it. Other C libraries than glibc's do as they will. */

#include "config.h"

#include "app/oriel-heap.h"

#ifdef __GLIBC__
#include <malloc.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>

#define MIB (1024 * 1024)
#define CALM_MS 500
#define MIN_MMAP_THRESHOLD (4 * MIB)
#define MAX_MMAP_THRESHOLD (32 * MIB) /* more is not taken */

/* Pictures and answers of some megabytes come and go: were each mapped on its own, and the heap
 * grown by 128 KiB at a time, a tenth of the start would be page faults. Some heaps are enough for
 * threads that seldom allocate; with two, the main thread waits for them. */
void
oriel_heap_init (void)
{
  mallopt (M_ARENA_MAX, 8);
  mallopt (M_MMAP_THRESHOLD, MIN_MMAP_THRESHOLD);
  mallopt (M_TRIM_THRESHOLD, 64 * MIB);
  mallopt (M_TOP_PAD, 4 * MIB);
}

#ifdef MADV_POPULATE_WRITE

#define PAGE_BYTES 4096
#define STEP_BYTES (2 * MIB)

typedef struct
{
  guint8 *start;
  gsize size;
} Range;

/* Changes nothing of what is there, so that it does not matter who has it by now; where there is
 * nothing any more, nothing happens. */
static gpointer
populate (gpointer data)
{
  g_autofree Range *range = data;

  /* In steps: who maps something meanwhile waits until one is done. */
  for (gsize at = 0; at < range->size; at += STEP_BYTES)
    madvise (range->start + at, MIN (STEP_BYTES, range->size - at), MADV_POPULATE_WRITE);
  return NULL;
}

static void
populate_soon (const void *start, gsize size)
{
  uintptr_t first = ((uintptr_t) start + PAGE_BYTES - 1) / PAGE_BYTES * PAGE_BYTES;
  uintptr_t last = ((uintptr_t) start + size) / PAGE_BYTES * PAGE_BYTES;
  Range *range = g_new (Range, 1);

  *range = (Range){ (guint8 *) first, last - first };
  g_thread_unref (g_thread_new ("heap", populate, range));
}

#else

static void
populate_soon (const void *start G_GNUC_UNUSED, gsize size G_GNUC_UNUSED)
{
}

#endif

void
oriel_heap_expect (gsize bytes)
{
  void *block;

  if (bytes < MIN_MMAP_THRESHOLD || bytes + MIB > MAX_MMAP_THRESHOLD)
    return;

  mallopt (M_MMAP_THRESHOLD, (int) (bytes + MIB));
  block = malloc (bytes);
  if (!block)
    return;

  populate_soon (block, bytes);
  /* It stays in the heap, which is not trimmed before there is more. */
  free (block);
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
oriel_heap_expect (gsize bytes G_GNUC_UNUSED)
{
}

void
oriel_heap_trim_soon (void)
{
}

#endif
