/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A block allocator that is freed whole: strings and small structs of one parse,
 * one frame, one scene. Not thread safe; one owner. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _OrielArena OrielArena;

/* Creates an empty arena. Free with oriel_arena_free(). */
OrielArena *oriel_arena_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* Frees the arena and all that it gave out; `arena` is nullable. */
void oriel_arena_free (OrielArena *arena);

/* Gives `size` zeroed bytes, aligned to 16, owned by the arena. Never NULL. */
gpointer oriel_arena_alloc (OrielArena *arena, gsize size);

/* Gives `n` times `size` bytes like oriel_arena_alloc(); ends the program when the product
 * overflows, as g_new() does. */
gpointer oriel_arena_alloc_n (OrielArena *arena, gsize n, gsize size);

/* Copies `length` bytes of `text` (-1: up to its zero) and ends them with a zero;
 * owned by the arena. */
char *oriel_arena_strndup (OrielArena *arena, const char *text, gssize length);

/* Bytes taken from the system so far. */
gsize oriel_arena_get_size (const OrielArena *arena);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OrielArena, oriel_arena_free)

/* Zeroed array of `n` elements of `type`, owned by the arena. */
#define oriel_arena_new_array(arena, type, n)                                                      \
  ((type *) oriel_arena_alloc_n ((arena), (gsize) (n), sizeof (type)))

G_END_DECLS
