/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The panels and rows of a dashboard's page. */

#include "config.h"

#include "app/dashboard/oriel-page-panels.h"

#include "app/dashboard/oriel-row-header.h"
#include "app/dashboard/oriel-section-tabs.h"
#include "app/dashboard/oriel-view-state.h"

struct _OrielPagePanels
{
  OrielPanelGrid *grid;
  OrielPagePanelsFunc made;
  gpointer user_data;
  GHashTable *by_name; /* name → GtkWidget, a reference: by what survives */
  GHashTable *by_key;  /* key in the session → GtkWidget, borrowed */
  GHashTable *hidden;  /* name of a panel that left → its hidden series */
};

typedef OrielPagePanels Panels;

static GHashTable *
new_names (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
}

/* What shows a panel, a row, a bar of tabs. */
static const struct
{
  GType (*get_type) (void);
  GtkWidget *(*make) (void);
} kinds[] = {
  [ORIEL_PLACED_PANEL] = { oriel_panel_view_get_type, oriel_panel_view_new },
  [ORIEL_PLACED_ROW] = { oriel_row_header_get_type, oriel_row_header_new },
  [ORIEL_PLACED_TABS] = { oriel_section_tabs_get_type, oriel_section_tabs_new },
};

/* The widget that showed this panel or row before, or a new one. A reference. */
static GtkWidget *
take_widget (Panels *self, GHashTable *old, const OrielPlacedPanel *placed, const char *name)
{
  gpointer widget = NULL;

  if (g_hash_table_steal_extended (old, name, NULL, &widget) &&
      G_TYPE_CHECK_INSTANCE_TYPE (widget, kinds[placed->kind].get_type ()))
    return widget;

  g_clear_object (&widget);
  widget = g_object_ref_sink (kinds[placed->kind].make ());
  self->made (widget, self->user_data);
  if (ORIEL_IS_PANEL_VIEW (widget))
    oriel_panel_canvas_set_hidden (oriel_panel_view_get_canvas (widget),
                                   g_hash_table_lookup (self->hidden, name));
  return widget;
}

/* A name that no other panel of the list has: ids are not always unique. */
static char *
unique_name (Panels *self, const OrielPlacedPanel *placed)
{
  g_autofree char *name = oriel_view_state_panel_name (placed);
  char *candidate = g_strdup (name);

  for (guint n = 2; g_hash_table_contains (self->by_name, candidate); n++)
    {
      g_free (candidate);
      candidate = g_strdup_printf ("%s#%u", name, n);
    }

  return candidate;
}

static void
add_panel (Panels *self, GHashTable *old, OrielSession *session, const OrielPlacedPanel *placed)
{
  char *name = unique_name (self, placed);
  GtkWidget *widget = take_widget (self, old, placed, name);

  if (placed->kind == ORIEL_PLACED_ROW)
    oriel_row_header_set_row (ORIEL_ROW_HEADER (widget), session, placed);
  else if (placed->kind == ORIEL_PLACED_TABS)
    oriel_section_tabs_set_bar (ORIEL_SECTION_TABS (widget), session, placed);
  else
    oriel_panel_view_set_panel (ORIEL_PANEL_VIEW (widget), session, placed);
  oriel_panel_grid_add (self->grid, widget, placed);
  g_hash_table_insert (self->by_key, GINT_TO_POINTER (placed->key), widget);
  g_hash_table_insert (self->by_name, name, widget);
}

/* Remembers which series of the panels that leave were hidden. */
static void
remember_hidden (Panels *self, GHashTable *leaving)
{
  GHashTableIter iter;
  gpointer name, widget;

  g_hash_table_iter_init (&iter, leaving);
  while (g_hash_table_iter_next (&iter, &name, &widget))
    {
      GHashTable *hidden = ORIEL_IS_PANEL_VIEW (widget)
                             ? oriel_panel_canvas_get_hidden (oriel_panel_view_get_canvas (widget))
                             : NULL;

      if (hidden)
        g_hash_table_insert (self->hidden, g_strdup (name), g_hash_table_ref (hidden));
      else
        g_hash_table_remove (self->hidden, name);
    }
}

OrielPagePanels *
oriel_page_panels_new (OrielPanelGrid *grid, OrielPagePanelsFunc made, gpointer user_data)
{
  Panels *self = g_new0 (Panels, 1);

  self->grid = g_object_ref (grid);
  self->made = made;
  self->user_data = user_data;
  self->by_name = new_names ();
  self->by_key = g_hash_table_new (NULL, NULL);
  self->hidden =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_hash_table_unref);
  return self;
}

void
oriel_page_panels_free (OrielPagePanels *panels)
{
  g_hash_table_unref (panels->by_key);
  g_hash_table_unref (panels->by_name);
  g_hash_table_unref (panels->hidden);
  g_object_unref (panels->grid);
  g_free (panels);
}

guint
oriel_page_panels_rebuild (OrielPagePanels *panels, OrielSession *session)
{
  g_autoptr (GHashTable) old = g_steal_pointer (&panels->by_name);
  guint n;
  const OrielPlacedPanel *placed = oriel_session_get_panels (session, &n);

  panels->by_name = new_names ();
  g_hash_table_remove_all (panels->by_key);

  oriel_panel_grid_begin (panels->grid);
  for (guint i = 0; i < n; i++)
    add_panel (panels, old, session, &placed[i]);
  oriel_panel_grid_end (panels->grid);
  remember_hidden (panels, old);

  return n;
}

GtkWidget *
oriel_page_panels_find (OrielPagePanels *panels, int key)
{
  return g_hash_table_lookup (panels->by_key, GINT_TO_POINTER (key));
}

void
oriel_page_panels_update (OrielPagePanels *panels, int key)
{
  GtkWidget *widget = oriel_page_panels_find (panels, key);

  if (ORIEL_IS_PANEL_VIEW (widget))
    oriel_panel_view_update (ORIEL_PANEL_VIEW (widget));
}

void
oriel_page_panels_update_texts (OrielPagePanels *panels, OrielSession *session)
{
  guint n;
  const OrielPlacedPanel *placed = oriel_session_get_panels (session, &n);

  for (guint i = 0; i < n; i++)
    {
      GtkWidget *widget = g_hash_table_lookup (panels->by_key, GINT_TO_POINTER (placed[i].key));

      if (ORIEL_IS_PANEL_VIEW (widget))
        oriel_panel_view_update_texts (ORIEL_PANEL_VIEW (widget));
      else if (ORIEL_IS_ROW_HEADER (widget))
        oriel_row_header_set_row (ORIEL_ROW_HEADER (widget), session, &placed[i]);
      else if (ORIEL_IS_SECTION_TABS (widget))
        oriel_section_tabs_set_bar (ORIEL_SECTION_TABS (widget), session, &placed[i]);
    }
}

void
oriel_page_panels_share_cursor (OrielPagePanels *panels,
                                double time,
                                double share,
                                gboolean with_tips,
                                OrielPanelCanvas *source)
{
  GHashTableIter iter;
  gpointer widget;

  g_hash_table_iter_init (&iter, panels->by_key);
  while (g_hash_table_iter_next (&iter, NULL, &widget))
    if (ORIEL_IS_PANEL_VIEW (widget) && oriel_panel_view_get_canvas (widget) != source)
      oriel_panel_canvas_set_cursor (oriel_panel_view_get_canvas (widget), time, share, with_tips);
}
