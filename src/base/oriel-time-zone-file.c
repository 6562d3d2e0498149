/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reading TZif, RFC 8536: a block of 32-bit times, then (version 2 and later) the same with
 * 64-bit times and the rule for the time after. Every count is checked against the file's size
 * before it is used.
 */

#include "config.h"

#include "base/oriel-time-zone-private.h"

#include <string.h>

#define HEADER_SIZE 44
#define TYPE_SIZE 6

/* Beyond these no transition is of interest, and ms can't overflow. */
#define MAX_SECONDS (ORIEL_TIME_MAX / 1000)

/* Where the parts of a block lie. */
typedef struct
{
  guint32 n_transitions, n_types, n_letters, n_leaps;
  const guint8 *times;   /* n_transitions × time_size */
  const guint8 *indexes; /* n_transitions */
  const guint8 *types;   /* n_types × TYPE_SIZE */
  const guint8 *letters; /* n_letters bytes, each name ended by a zero */
  const guint8 *end;     /* just behind the block */
  guint time_size;
} Block;

static guint32
read_u32 (const guint8 *p)
{
  return (guint32) p[0] << 24 | (guint32) p[1] << 16 | (guint32) p[2] << 8 | p[3];
}

static gint64
read_time (const guint8 *p, guint size)
{
  if (size == 4)
    return (gint32) read_u32 (p);

  return (gint64) ((guint64) read_u32 (p) << 32 | read_u32 (p + 4));
}

/* Finds the parts of the block whose header starts at `data`. */
static gboolean
locate_block (const guint8 *data, gsize length, guint time_size, Block *out)
{
  guint32 n_ut, n_std;
  guint64 size;

  if (length < HEADER_SIZE || memcmp (data, "TZif", 4) != 0)
    return FALSE;

  n_ut = read_u32 (data + 20);
  n_std = read_u32 (data + 24);
  out->n_leaps = read_u32 (data + 28);
  out->n_transitions = read_u32 (data + 32);
  out->n_types = read_u32 (data + 36);
  out->n_letters = read_u32 (data + 40);
  out->time_size = time_size;

  size = (guint64) out->n_transitions * (time_size + 1) + (guint64) out->n_types * TYPE_SIZE +
         out->n_letters + (guint64) out->n_leaps * (time_size + 4) + n_ut + n_std;
  if (size > length - HEADER_SIZE || out->n_types == 0 || out->n_letters == 0)
    return FALSE;

  out->times = data + HEADER_SIZE;
  out->indexes = out->times + (gsize) out->n_transitions * time_size;
  out->types = out->indexes + out->n_transitions;
  out->letters = out->types + (gsize) out->n_types * TYPE_SIZE;
  out->end = data + HEADER_SIZE + size;
  return out->letters[out->n_letters - 1] == '\0';
}

static gboolean
read_type (const Block *block, guint index, OrielZonePeriod *out)
{
  const guint8 *type = block->types + (gsize) index * TYPE_SIZE;
  gint32 offset;
  guint8 letters;

  if (index >= block->n_types)
    return FALSE;

  offset = (gint32) read_u32 (type);
  letters = type[5];
  if (ABS ((gint64) offset) > 7 * 86400 || letters >= block->n_letters)
    return FALSE;

  out->offset_ms = offset * 1000;
  return g_strlcpy (out->letters, (const char *) block->letters + letters, sizeof out->letters) <
         sizeof out->letters;
}

static gboolean
read_periods (const Block *block, GArray *periods)
{
  OrielZonePeriod period = { .start_ms = G_MININT64 };

  if (block->n_leaps > 0 || !read_type (block, 0, &period))
    return FALSE;
  g_array_append_val (periods, period);

  for (guint32 i = 0; i < block->n_transitions; i++)
    {
      gint64 seconds = read_time (block->times + (gsize) i * block->time_size, block->time_size);
      OrielZonePeriod *last = &g_array_index (periods, OrielZonePeriod, periods->len - 1);

      if (!read_type (block, block->indexes[i], &period))
        return FALSE;
      if (seconds > MAX_SECONDS)
        break;

      period.start_ms = seconds < -MAX_SECONDS ? G_MININT64 : seconds * 1000;
      if (period.start_ms < last->start_ms)
        return FALSE;
      if (period.start_ms == last->start_ms)
        *last = period;
      else
        g_array_append_val (periods, period);
    }

  return TRUE;
}

/* The line between the two line feeds at the file's end. */
static char *
read_footer (const guint8 *start, const guint8 *end)
{
  const guint8 *line_end;

  if (start >= end || *start != '\n')
    return NULL;

  start++;
  line_end = memchr (start, '\n', (gsize) (end - start));
  return line_end > start ? g_strndup ((const char *) start, (gsize) (line_end - start)) : NULL;
}

gboolean
oriel_zone_file_parse (const char *data, gsize length, GArray *periods, char **rule)
{
  const guint8 *bytes = (const guint8 *) data;
  Block block;

  *rule = NULL;
  if (!locate_block (bytes, length, 4, &block))
    return FALSE;

  if (bytes[4] >= '2')
    {
      const guint8 *second = block.end;

      if (!locate_block (second, length - (gsize) (second - bytes), 8, &block))
        return FALSE;
      *rule = read_footer (block.end, bytes + length);
    }

  if (read_periods (&block, periods))
    return TRUE;

  g_array_set_size (periods, 0);
  g_clear_pointer (rule, g_free);
  return FALSE;
}
