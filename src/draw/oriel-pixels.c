/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Memory for the pixels of pictures; see oriel-pixels.h. */

#include "config.h"

#include "draw/oriel-pixels.h"

#include <string.h>
#include <sys/mman.h>

#define PAGE_BYTES 4096
#define MAX_WAITING (32 * 1024 * 1024)

typedef struct
{
  guint8 *bytes;
  gsize size;
} Block;

static GMutex lock;
static GArray *waiting; /* of Block, latest last; protected by `lock`, as the next */
static gsize waiting_bytes;

/* The memory of a fresh mapping is clear. */
static guint8 *
map (gsize size)
{
  void *bytes = mmap (NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

  if (bytes == MAP_FAILED)
    return NULL;

#ifdef MADV_POPULATE_WRITE
  /* An old kernel refuses; then pages come one by one. */
  madvise (bytes, size, MADV_POPULATE_WRITE);
#endif
  return bytes;
}

/* A block of just that size that waits, or NULL. */
static guint8 *
take_waiting (gsize size)
{
  guint8 *bytes = NULL;

  g_mutex_lock (&lock);
  for (guint i = waiting ? waiting->len : 0; i > 0 && !bytes; i--)
    {
      const Block *block = &g_array_index (waiting, Block, i - 1);

      if (block->size != size)
        continue;
      bytes = block->bytes;
      waiting_bytes -= size;
      g_array_remove_index (waiting, i - 1);
    }
  g_mutex_unlock (&lock);

  return bytes;
}

static void
unmap_oldest (void)
{
  const Block *block = &g_array_index (waiting, Block, 0);

  munmap (block->bytes, block->size);
  waiting_bytes -= block->size;
  g_array_remove_index (waiting, 0);
}

static void
block_free (gpointer data)
{
  g_autofree Block *block = data;

  g_mutex_lock (&lock);
  if (!waiting)
    waiting = g_array_new (FALSE, FALSE, sizeof (Block));
  g_array_append_val (waiting, *block);
  waiting_bytes += block->size;
  while (waiting_bytes > MAX_WAITING)
    unmap_oldest ();
  g_mutex_unlock (&lock);
}

cairo_surface_t *
oriel_pixels_surface_new (cairo_format_t format, int width, int height)
{
  static const cairo_user_data_key_t key;
  int stride = cairo_format_stride_for_width (format, width);
  gsize used = (gsize) stride * (gsize) height;
  gsize size = (used + PAGE_BYTES - 1) / PAGE_BYTES * PAGE_BYTES;
  guint8 *bytes = take_waiting (size);
  Block *block;
  cairo_surface_t *surface;

  if (bytes)
    memset (bytes, 0, used);
  else
    bytes = map (size);
  if (!bytes)
    return cairo_image_surface_create (format, width, height);

  surface = cairo_image_surface_create_for_data (bytes, format, width, height, stride);
  block = g_new (Block, 1);
  *block = (Block){ bytes, size };
  cairo_surface_set_user_data (surface, &key, block, block_free);
  return surface;
}

void
oriel_pixels_trim (void)
{
  g_mutex_lock (&lock);
  while (waiting && waiting->len > 0)
    unmap_oldest ();
  g_mutex_unlock (&lock);
}
