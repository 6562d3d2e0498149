/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a panel says about its tooltip: whose values it has and in which order. */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

typedef enum
{
  ORIEL_TIPS_ALL,     /* of all series */
  ORIEL_TIPS_NEAREST, /* of the one at the pointer */
  ORIEL_TIPS_NONE,
} OrielTipsMode;

typedef enum
{
  ORIEL_TIPS_UNSORTED, /* as the series come */
  ORIEL_TIPS_ASCENDING,
  ORIEL_TIPS_DESCENDING,
} OrielTipsOrder;

typedef struct
{
  gboolean is_set; /* FALSE: the panel type leaves all of it to who shows the tooltip */
  OrielTipsMode mode;
  OrielTipsOrder order;
  gboolean hides_zeros;
  double max_width, max_height; /* px, 0: no limit */
} OrielTipOptions;

/* Reads `tooltip` of a panel's options (nullable); what is missing has Grafana's default. */
void oriel_tip_options_read (OrielTipOptions *options, JsonObject *panel_options);

/* Leaves out and sorts rows (of OrielVizTip) of all series as the options say. */
void oriel_tip_options_apply (const OrielTipOptions *options, GArray *rows);

G_END_DECLS
