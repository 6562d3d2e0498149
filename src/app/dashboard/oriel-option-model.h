/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The options of a variable as a list that a text filters: All, the matches, and the text itself
 * where own values are allowed. Items are made when a row needs them, matching is a worker's. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  ORIEL_OPTION_ALL,
  ORIEL_OPTION_VALUE,
  ORIEL_OPTION_CUSTOM, /* what was typed */
} OrielOptionKind;

#define ORIEL_TYPE_OPTION_ITEM (oriel_option_item_get_type ())
G_DECLARE_FINAL_TYPE (OrielOptionItem, oriel_option_item, ORIEL, OPTION_ITEM, GObject)

OrielOptionKind oriel_option_item_get_kind (OrielOptionItem *self);
const char *oriel_option_item_get_text (OrielOptionItem *self);
const char *oriel_option_item_get_value (OrielOptionItem *self);

#define ORIEL_TYPE_OPTION_MODEL (oriel_option_model_get_type ())
G_DECLARE_FINAL_TYPE (OrielOptionModel, oriel_option_model, ORIEL, OPTION_MODEL, GObject)

OrielOptionModel *oriel_option_model_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* The options (of OrielVariableOption; a reference is taken). */
void oriel_option_model_set_options (OrielOptionModel *self,
                                     GPtrArray *options,
                                     gboolean has_all,
                                     gboolean allow_custom);

/* Filters, soon. */
void oriel_option_model_set_text (OrielOptionModel *self, const char *text);

/* TRUE while the list does not show the newest text's matches yet. */
gboolean oriel_option_model_is_filtering (OrielOptionModel *self);

G_END_DECLS
