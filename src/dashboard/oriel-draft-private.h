/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the files of the draft share. */

#pragma once

#include "dashboard/oriel-dashboard-write.h"

G_BEGIN_DECLS

struct _OrielDraft
{
  char *name; /* nullable */
  char *text;
  gsize length;
  OrielTextKind kind;
  JsonNode *root;        /* what the text is to mean */
  JsonNode *old;         /* what it means */
  JsonObject *dashboard; /* borrowed from `root`: within its wrapper */
  char *uid;             /* nullable: the wrapper's name for it */
  gboolean is_v2;
  gboolean is_stored; /* a server wrapped it: it was migrated */
};

/* Brings a classic dashboard to the present schema. */
void oriel_draft_upgrade (OrielDraft *self);

/* The schema that new parts of a v2 dashboard are written in. */
OrielSchema oriel_draft_get_schema (const OrielDraft *self);

/* Sets a text, or removes it where `text` is NULL. */
void oriel_draft_set_text (JsonObject *object, const char *member, const char *text);

G_END_DECLS
