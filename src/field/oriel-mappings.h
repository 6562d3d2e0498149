/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Value mappings, compiled: which of a field's mappings a value meets first. */

#pragma once

#include "field/oriel-reducers.h"

G_BEGIN_DECLS

typedef struct _OrielMappings OrielMappings;

/* What a value is mapped to; borrowed from the config. */
typedef struct
{
  const OrielMappingResult *result;
  const GRegex *regex; /* nullable: its groups stand in the result's text */
  gboolean global;     /* all matches are replaced, not the first */
} OrielMapped;

/* Compiles `mappings` (array of OrielMapping, which must live as long); NULL when it is NULL or
 * empty. Regular expressions that can't be read never match. Free with oriel_mappings_free(). */
OrielMappings *oriel_mappings_new (GPtrArray *mappings) G_GNUC_WARN_UNUSED_RESULT;

/* Frees it; nullable. */
void oriel_mappings_free (OrielMappings *mappings);

/* Finds what `value` is mapped to (Grafana's getValueMappingResult). FALSE when it meets no
 * mapping; `mappings` is nullable. Any thread. */
gboolean
oriel_mappings_find (const OrielMappings *mappings, const OrielReduced *value, OrielMapped *out);

/* Writes the text that `value` gets to `out`, what fits into `size` bytes. FALSE when the mapping
 * has no text and the value keeps its own. */
gboolean
oriel_mapped_write (const OrielMapped *mapped, const OrielReduced *value, char *out, gsize size);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OrielMappings, oriel_mappings_free)

G_END_DECLS
