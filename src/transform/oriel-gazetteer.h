/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Places that are known by a code or name: countries, states of the USA. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  const char *code;           /* ISO 3166-1 alpha-2, or the postal code of a state */
  const char *code3;          /* nullable: ISO 3166-1 alpha-3 */
  const char *name;           /* English */
  double latitude, longitude; /* degrees: the middle of its largest part */
} OrielPlace;

/* TRUE when there are places under that name: a path or address that ends as Grafana's
 * (`…/countries.json`, `…/usa-states.json`); NULL and "" stand for countries. */
gboolean oriel_gazetteer_exists (const char *gazetteer);

/* The place of that code or name, in any case, or NULL. Never freed. Any thread. */
const OrielPlace *oriel_gazetteer_find (const char *gazetteer, const char *key);

G_END_DECLS
