/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See the header. */

#include "config.h"

#include "datasource/prometheus/oriel-prometheus-slab.h"

/* What the stock keeps at most: the columns of a dashboard of some hundred series a panel. */
#define MAX_STOCK_BYTES ((gsize) 8 << 20)

struct _OrielSlab
{
  gatomicrefcount references;
  gsize used;
  OrielSlab *next; /* in the stock */
  char bytes[] __attribute__ ((aligned (16)));
};

static GMutex lock; /* of the two below */
static OrielSlab *stock;
static gsize n_stock;

OrielSlab *
oriel_slab_new (void)
{
  OrielSlab *slab;

  g_mutex_lock (&lock);
  slab = stock;
  if (slab != NULL)
    {
      stock = slab->next;
      n_stock--;
    }
  g_mutex_unlock (&lock);

  if (slab == NULL)
    slab = g_malloc (sizeof *slab + ORIEL_SLAB_BYTES);
  g_atomic_ref_count_init (&slab->references);
  slab->used = 0;
  slab->next = NULL;
  return slab;
}

OrielSlab *
oriel_slab_ref (OrielSlab *slab)
{
  g_atomic_ref_count_inc (&slab->references);
  return slab;
}

void
oriel_slab_unref (OrielSlab *slab)
{
  if (slab == NULL || !g_atomic_ref_count_dec (&slab->references))
    return;

  g_mutex_lock (&lock);
  if (n_stock < MAX_STOCK_BYTES / ORIEL_SLAB_BYTES)
    {
      slab->next = stock;
      stock = g_steal_pointer (&slab);
      n_stock++;
    }
  g_mutex_unlock (&lock);

  g_free (slab);
}

gpointer
oriel_slab_take (OrielSlab *slab, gsize size)
{
  gpointer start = slab->bytes + slab->used;

  size = (size + 15) & ~(gsize) 15;
  if (size > ORIEL_SLAB_BYTES - slab->used)
    return NULL;

  slab->used += size;
  return start;
}
