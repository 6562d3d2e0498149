/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Memory for the columns of an answer, many to a block.
 *
 * A block goes back to a stock when its last column is gone, so that a dashboard that refreshes
 * asks the kernel for nothing: fresh pages cost a fifth of decoding. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The most that one block holds. */
#define ORIEL_SLAB_BYTES ((gsize) 256 * 1024)

typedef struct _OrielSlab OrielSlab;

/* A block with one reference, from the stock or new. Any thread. */
OrielSlab *oriel_slab_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* Takes a reference. Any thread. */
OrielSlab *oriel_slab_ref (OrielSlab *slab);

/* Drops a reference; nullable. Any thread. */
void oriel_slab_unref (OrielSlab *slab);

/* `size` bytes of the block, aligned to 16, or NULL when it has not as many left. Only for who
 * made the block. */
gpointer oriel_slab_take (OrielSlab *slab, gsize size);

G_END_DECLS
