/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a person prefers. */

#include "config.h"

#include "app/settings/oriel-preferences.h"

/* The settings, or NULL where the schema is not installed. */
static GSettings *
get_settings (void)
{
  static GSettings *settings = NULL;
  static gboolean asked = FALSE;
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema = NULL;

  if (asked)
    return settings;

  asked = TRUE;
  if (source)
    schema = g_settings_schema_source_lookup (source, ORIEL_APPLICATION_ID, TRUE);
  if (schema)
    settings = g_settings_new_full (schema, NULL, NULL);
  return settings;
}

static void
apply_style (const char *style)
{
  AdwColorScheme scheme = ADW_COLOR_SCHEME_DEFAULT;

  if (g_strcmp0 (style, "light") == 0)
    scheme = ADW_COLOR_SCHEME_FORCE_LIGHT;
  else if (g_strcmp0 (style, "dark") == 0)
    scheme = ADW_COLOR_SCHEME_FORCE_DARK;
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), scheme);
}

static void
style_state_cb (GAction *action)
{
  g_autoptr (GVariant) state = g_action_get_state (action);

  apply_style (g_variant_get_string (state, NULL));
}

void
oriel_preferences_attach (GtkApplication *application)
{
  GSettings *settings = get_settings ();
  g_autoptr (GAction) action =
    settings ? g_settings_create_action (settings, "style")
             : G_ACTION (g_simple_action_new_stateful ("style", G_VARIANT_TYPE_STRING,
                                                       g_variant_new_string ("system")));

  g_signal_connect (action, "notify::state", G_CALLBACK (style_state_cb), NULL);
  g_action_map_add_action (G_ACTION_MAP (application), action);
  style_state_cb (action);
}

gboolean
oriel_preferences_get_restore_tabs (void)
{
  GSettings *settings = get_settings ();

  return !settings || g_settings_get_boolean (settings, "restore-tabs");
}
