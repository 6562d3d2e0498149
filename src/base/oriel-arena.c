/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Blocks double up to 1 MiB, so that a small parse stays small and a large one
 * asks the system rarely; what is larger than a block gets one of its own.
 */

#include "config.h"

#include "base/oriel-arena.h"

#include <string.h>

#define ALIGNMENT 16
#define FIRST_BLOCK 4096
#define LARGEST_BLOCK (1024 * 1024)

typedef struct _Block Block;

struct _Block
{
  Block *next;
  gsize used; /* of `size` bytes behind this header */
  gsize size;
};

/* The header, rounded up so that what follows is aligned. */
#define HEADER_SIZE ((sizeof (Block) + ALIGNMENT - 1) & ~(gsize) (ALIGNMENT - 1))

struct _OrielArena
{
  Block *blocks; /* newest first */
  gsize next_size;
  gsize total;
};

OrielArena *
oriel_arena_new (void)
{
  OrielArena *arena = g_new0 (OrielArena, 1);

  arena->next_size = FIRST_BLOCK;
  return arena;
}

void
oriel_arena_free (OrielArena *arena)
{
  if (arena == NULL)
    return;

  for (Block *block = arena->blocks, *next; block != NULL; block = next)
    {
      next = block->next;
      g_free (block);
    }
  g_free (arena);
}

static Block *
block_new (OrielArena *arena, gsize size)
{
  Block *block;

  g_assert (size <= G_MAXSIZE - HEADER_SIZE);
  block = g_malloc0 (HEADER_SIZE + size);
  block->size = size;
  arena->total += HEADER_SIZE + size;
  return block;
}

/* The block that `size` bytes fit into: the newest, a new one, or one of their own, which is full
 * at once and so goes behind the newest. */
static Block *
block_for (OrielArena *arena, gsize size)
{
  Block *newest = arena->blocks;
  Block *block;

  if (newest != NULL && newest->size - newest->used >= size)
    return newest;

  block = block_new (arena, MAX (arena->next_size, size));
  if (newest != NULL && size > arena->next_size)
    {
      block->next = newest->next;
      newest->next = block;
      return block;
    }

  block->next = newest;
  arena->blocks = block;
  arena->next_size = MIN (arena->next_size * 2, LARGEST_BLOCK);
  return block;
}

gpointer
oriel_arena_alloc (OrielArena *arena, gsize size)
{
  gsize rounded = (size + ALIGNMENT - 1) & ~(gsize) (ALIGNMENT - 1);
  Block *block;
  gpointer memory;

  g_assert (rounded >= size);
  block = block_for (arena, rounded);
  memory = (char *) block + HEADER_SIZE + block->used;
  block->used += rounded;
  return memory;
}

gpointer
oriel_arena_alloc_n (OrielArena *arena, gsize n, gsize size)
{
  g_assert (size == 0 || n <= G_MAXSIZE / size);
  return oriel_arena_alloc (arena, n * size);
}

char *
oriel_arena_strndup (OrielArena *arena, const char *text, gssize length)
{
  gsize n = length < 0 ? strlen (text) : (gsize) length;
  char *copy = oriel_arena_alloc (arena, n + 1);

  memcpy (copy, text, n);
  return copy;
}

gsize
oriel_arena_get_size (const OrielArena *arena)
{
  return arena->total;
}
