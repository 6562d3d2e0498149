/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What stands in a tab. The window shows its title, its controls in the header bar, and makes
 * its actions those of the prefix "dashboard" while it is in front. */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define ORIEL_TYPE_PAGE (oriel_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (OrielPage, oriel_page, ORIEL, PAGE, AdwBin)

struct _OrielPageClass
{
  AdwBinClass parent_class;

  /* The page came to the front, or left it. */
  void (*set_active) (OrielPage *self, gboolean active);

  /* Appends to `offers` (of OrielOffer) what can be gone to in the page; `front`: it is in front.
   * Nullable: nothing. */
  void (*offer) (OrielPage *self, GListStore *offers, gboolean front);

  /* The controls stand in a narrow place now, or in the header bar. */
  void (*set_narrow) (OrielPage *self, gboolean narrow);
};

/* Properties: title, subtitle (texts), uri (what was opened), loading.
 *
 * Signals:
 *   settled (): there is something to see, or a word why not */

const char *oriel_page_get_uri (OrielPage *self);

const char *oriel_page_get_title (OrielPage *self);
void oriel_page_set_title (OrielPage *self, const char *title);

const char *oriel_page_get_subtitle (OrielPage *self);
void oriel_page_set_subtitle (OrielPage *self, const char *subtitle);

gboolean oriel_page_get_loading (OrielPage *self);
void oriel_page_set_loading (OrielPage *self, gboolean loading);

/* Emits "settled", the first time. */
void oriel_page_settle (OrielPage *self);

/* Controls for the header bar; nullable, borrowed. They move to the page when it is narrow. */
GtkWidget *oriel_page_get_controls (OrielPage *self);
void oriel_page_set_controls (OrielPage *self, GtkWidget *controls);

/* Where the controls go in a narrow window; nullable, borrowed. */
AdwBin *oriel_page_get_narrow_place (OrielPage *self);
void oriel_page_set_narrow_place (OrielPage *self, AdwBin *place);

/* The page's actions; nullable, borrowed. */
GActionGroup *oriel_page_get_actions (OrielPage *self);
void oriel_page_set_actions (OrielPage *self, GActionGroup *actions);

void oriel_page_set_active (OrielPage *self, gboolean active);
void oriel_page_offer (OrielPage *self, GListStore *offers, gboolean front);
void oriel_page_set_narrow (OrielPage *self, gboolean narrow);

G_END_DECLS
