/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The built-in names: one function and one row of the table each. Sources: Grafana's scenes
 * macros, and what its Prometheus back end puts in for `$__range` and the intervals.
 */

#include "config.h"

#include "base/oriel-date-format.h"
#include "base/oriel-number.h"
#include "dashboard/oriel-interpolation-private.h"
#include "dashboard/oriel-url.h"

#include <math.h>
#include <string.h>

gboolean
oriel_macro_take_string (const OrielMacroCall *call, OrielValue *value, const char *text)
{
  value->kind = text != NULL ? ORIEL_VALUE_STRING : ORIEL_VALUE_UNDEFINED;
  value->text = text != NULL ? oriel_arena_strndup (call->arena, text, -1) : "";

  return TRUE;
}

static gboolean
take_ready (const OrielMacroCall *call, OrielValue *value, const char *text)
{
  oriel_macro_take_string (call, value, text);
  value->kind = ORIEL_VALUE_READY;

  return TRUE;
}

static gboolean
take_int (const OrielMacroCall *call, OrielValue *value, gint64 number)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, number);

  oriel_macro_take_string (call, value, text);
  value->kind = ORIEL_VALUE_NUMBER;

  return TRUE;
}

/* A text that may not be known: then the reference stays. */
static gboolean
take_known (const OrielMacroCall *call, OrielValue *value, const char *text)
{
  return text != NULL && oriel_macro_take_string (call, value, text);
}

static const OrielTimeZone *
zone_of (const OrielBuiltins *builtins)
{
  return builtins->zone != NULL ? builtins->zone : oriel_time_zone_utc ();
}

static gboolean
take_instant (const OrielMacroCall *call, OrielValue *value, const char **text, gint64 at_ms)
{
  g_autofree char *shown =
    oriel_date_format (at_ms, zone_of (call->how->builtins), ORIEL_DATE_FORMAT_FULL);

  *text = oriel_arena_strndup (call->arena, shown, -1);
  return take_int (call, value, at_ms);
}

static gboolean
macro_from (const OrielMacroCall *call, OrielValue *value, const char **text)
{
  const OrielBuiltins *builtins = call->how->builtins;

  return builtins != NULL && take_instant (call, value, text, builtins->range.from_ms);
}

static gboolean
macro_to (const OrielMacroCall *call, OrielValue *value, const char **text)
{
  const OrielBuiltins *builtins = call->how->builtins;

  return builtins != NULL && take_instant (call, value, text, builtins->range.to_ms);
}

/* The zone as it was chosen, else its name. */
static const char *
timezone_text (const OrielBuiltins *builtins)
{
  if (builtins->timezone != NULL)
    return builtins->timezone;
  if (builtins->zone == NULL || builtins->zone == oriel_time_zone_utc ())
    return "utc";

  return oriel_time_zone_get_name (builtins->zone);
}

static gboolean
macro_timezone (const OrielMacroCall *call, OrielValue *value, const char **text)
{
  const OrielBuiltins *builtins = call->how->builtins;

  return builtins != NULL && oriel_macro_take_string (call, value, timezone_text (builtins));
}

static gboolean
macro_interval (const OrielMacroCall *call, OrielValue *value, const char **text)
{
  const OrielBuiltins *builtins = call->how->builtins;
  g_autofree char *interval = NULL;

  if (builtins == NULL || builtins->interval_ms <= 0)
    return FALSE;

  interval = oriel_interval_format (builtins->interval_ms);
  return oriel_macro_take_string (call, value, interval);
}

static gboolean
macro_interval_ms (const OrielMacroCall *call, OrielValue *value, const char **text)
{
  const OrielBuiltins *builtins = call->how->builtins;

  return builtins != NULL && builtins->interval_ms > 0 &&
         take_int (call, value, builtins->interval_ms);
}

/* As Go writes durations: `1h0m0s`, `1m30s`, `15s`, `1.5s`, `250ms`. */
static char *
go_duration (gint64 ms)
{
  gint64 hours = ms / 3600000, minutes = ms / 60000 % 60;
  char seconds[ORIEL_NUMBER_BUFFER];

  if (ms < 1000)
    return g_strdup_printf ("%" G_GINT64_FORMAT "ms", ms);

  oriel_number_to_string ((double) (ms % 60000) / 1000, seconds);
  if (hours > 0)
    return g_strdup_printf ("%" G_GINT64_FORMAT "h%" G_GINT64_FORMAT "m%ss", hours, minutes,
                            seconds);
  if (minutes > 0)
    return g_strdup_printf ("%" G_GINT64_FORMAT "m%ss", minutes, seconds);

  return g_strdup_printf ("%ss", seconds);
}

static gboolean
macro_rate_interval (const OrielMacroCall *call, OrielValue *value, const char **text)
{
  const OrielBuiltins *builtins = call->how->builtins;
  g_autofree char *interval = NULL;

  if (builtins == NULL || builtins->rate_interval_ms <= 0)
    return FALSE;

  interval = go_duration (builtins->rate_interval_ms);
  return oriel_macro_take_string (call, value, interval);
}

static gboolean
macro_rate_interval_ms (const OrielMacroCall *call, OrielValue *value, const char **text)
{
  const OrielBuiltins *builtins = call->how->builtins;

  return builtins != NULL && builtins->rate_interval_ms > 0 &&
         take_int (call, value, builtins->rate_interval_ms);
}

/* Ms of the range; -1 where it stays as it is written. */
static gint64
range_ms (const OrielMacroCall *call)
{
  const OrielBuiltins *builtins = call->how->builtins;

  if (builtins == NULL || builtins->is_text)
    return -1;

  return MAX (builtins->range.to_ms - builtins->range.from_ms, 0);
}

static gint64
range_seconds (const OrielMacroCall *call)
{
  gint64 ms = range_ms (call);

  return ms >= 0 ? (gint64) round ((double) ms / 1000) : -1;
}

static gboolean
macro_range (const OrielMacroCall *call, OrielValue *value, const char **text)
{
  gint64 seconds = range_seconds (call);
  g_autofree char *range = g_strdup_printf ("%" G_GINT64_FORMAT "s", seconds);

  return seconds >= 0 && oriel_macro_take_string (call, value, range);
}

static gboolean
macro_range_s (const OrielMacroCall *call, OrielValue *value, const char **text)
{
  gint64 seconds = range_seconds (call);

  return seconds >= 0 && take_int (call, value, seconds);
}

static gboolean
macro_range_ms (const OrielMacroCall *call, OrielValue *value, const char **text)
{
  gint64 ms = range_ms (call);

  return ms >= 0 && take_int (call, value, ms);
}

static gboolean
macro_dashboard (const OrielMacroCall *call, OrielValue *value, const char **text)
{
  const OrielBuiltins *builtins = call->how->builtins;

  if (builtins == NULL)
    return FALSE;
  if (g_strcmp0 (call->path, "uid") == 0)
    return take_known (call, value, builtins->dashboard_uid);

  return take_known (call, value, builtins->dashboard_title);
}

static gboolean
macro_user (const OrielMacroCall *call, OrielValue *value, const char **text)
{
  const OrielBuiltins *builtins = call->how->builtins;

  if (builtins == NULL)
    return FALSE;
  if (g_strcmp0 (call->path, "login") == 0)
    return take_known (call, value, builtins->user_login);
  if (g_strcmp0 (call->path, "email") == 0)
    return take_known (call, value, builtins->user_email);

  return take_known (call, value, builtins->user_id);
}

static gboolean
macro_org (const OrielMacroCall *call, OrielValue *value, const char **text)
{
  const OrielBuiltins *builtins = call->how->builtins;

  if (builtins == NULL)
    return FALSE;
  if (g_strcmp0 (call->path, "name") == 0)
    return take_known (call, value, builtins->org_name);

  return take_known (call, value, builtins->org_id);
}

static gboolean
macro_namespace (const OrielMacroCall *call, OrielValue *value, const char **text)
{
  const OrielBuiltins *builtins = call->how->builtins;

  return builtins != NULL && take_known (call, value, builtins->namespace);
}

/* Colours of the theme by their dotted names. */
static const struct
{
  const char *path;
  gsize offset;
} theme_colors[] = {
  { "colors.text.primary", G_STRUCT_OFFSET (OrielTheme, text) },
  { "colors.text.secondary", G_STRUCT_OFFSET (OrielTheme, text_secondary) },
  { "colors.text.disabled", G_STRUCT_OFFSET (OrielTheme, text_disabled) },
  { "colors.text.link", G_STRUCT_OFFSET (OrielTheme, text_link) },
  { "colors.text.maxContrast", G_STRUCT_OFFSET (OrielTheme, text_max_contrast) },
  { "colors.background.canvas", G_STRUCT_OFFSET (OrielTheme, canvas) },
  { "colors.background.primary", G_STRUCT_OFFSET (OrielTheme, primary) },
  { "colors.background.secondary", G_STRUCT_OFFSET (OrielTheme, secondary) },
  { "colors.background.elevated", G_STRUCT_OFFSET (OrielTheme, elevated) },
  { "colors.border.weak", G_STRUCT_OFFSET (OrielTheme, border_weak) },
  { "colors.border.medium", G_STRUCT_OFFSET (OrielTheme, border_medium) },
  { "colors.border.strong", G_STRUCT_OFFSET (OrielTheme, border_strong) },
  { "colors.primary.main", G_STRUCT_OFFSET (OrielTheme, accent) },
  { "colors.error.main", G_STRUCT_OFFSET (OrielTheme, error) },
  { "colors.warning.main", G_STRUCT_OFFSET (OrielTheme, warning) },
  { "colors.success.main", G_STRUCT_OFFSET (OrielTheme, success) },
  { "colors.info.main", G_STRUCT_OFFSET (OrielTheme, info) },
};

static int
component (float value)
{
  return (int) lroundf (CLAMP (value, 0.0f, 1.0f) * 255);
}

/* Grafana's themes write text in rgb() and rgba(). */
static char *
rgb_text (const OrielColor *color)
{
  char alpha[ORIEL_NUMBER_BUFFER];
  int red = component (color->red), green = component (color->green);
  int blue = component (color->blue);

  if (color->alpha >= 1)
    return g_strdup_printf ("rgb(%d, %d, %d)", red, green, blue);

  oriel_number_to_string (round ((double) color->alpha * 1000) / 1000, alpha);
  return g_strdup_printf ("rgba(%d, %d, %d, %s)", red, green, blue, alpha);
}

static gboolean
take_theme_color (const OrielMacroCall *call, OrielValue *value, const OrielTheme *theme)
{
  for (guint i = 0; i < G_N_ELEMENTS (theme_colors); i++)
    if (strcmp (theme_colors[i].path, call->path) == 0)
      {
        g_autofree char *text = rgb_text (G_STRUCT_MEMBER_P (theme, theme_colors[i].offset));

        return oriel_macro_take_string (call, value, text);
      }

  return oriel_macro_take_string (call, value, NULL);
}

static gboolean
macro_theme (const OrielMacroCall *call, OrielValue *value, const char **text)
{
  const OrielBuiltins *builtins = call->how->builtins;
  const OrielTheme *theme = builtins != NULL ? builtins->theme : NULL;

  if (theme == NULL || call->path == NULL)
    return FALSE;
  if (strcmp (call->path, "name") == 0)
    return oriel_macro_take_string (call, value, theme->is_dark ? "Dark" : "Light");
  if (strcmp (call->path, "isDark") == 0)
    return oriel_macro_take_string (call, value, theme->is_dark ? "true" : "false");
  if (strcmp (call->path, "isLight") == 0)
    return oriel_macro_take_string (call, value, theme->is_dark ? "false" : "true");

  return take_theme_color (call, value, theme);
}

/* The names and values of a query string, in their order. */
static GPtrArray *
split_params (const char *query)
{
  GPtrArray *params = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  g_auto (GStrv) parts = g_strsplit (query, "&", -1);

  for (char **part = parts; *part != NULL; part++)
    {
      const char *equals = strchr (*part, '=');
      char **pair;

      if (**part == '\0')
        continue;
      pair = g_new0 (char *, 3);
      pair[0] = oriel_url_decode (*part, equals != NULL ? equals - *part : -1, TRUE);
      pair[1] = equals != NULL ? oriel_url_decode (equals + 1, -1, TRUE) : g_strdup ("");
      g_ptr_array_add (params, pair);
    }

  return params;
}

static void
remove_params (GPtrArray *params, const char *name)
{
  for (guint i = params->len; i-- > 0;)
    {
      char **pair = g_ptr_array_index (params, i);

      if (strcmp (pair[0], name) == 0)
        g_ptr_array_remove_index (params, i);
    }
}

static void
exclude_params (GPtrArray *params, char **names)
{
  for (; *names != NULL; names++)
    remove_params (params, *names);
}

/* Grafana removes parameters from the list that it walks, so the one after a removed one is
 * passed over and stays. Links out there rely on what it gives. */
static void
include_params (GPtrArray *params, char **names)
{
  for (guint i = 0; i < params->len; i++)
    {
      char **pair = g_ptr_array_index (params, i);
      g_autofree char *name = g_strdup (pair[0]);

      if (!g_strv_contains ((const char *const *) names, name))
        remove_params (params, name);
    }
}

static char *
join_params (GPtrArray *params)
{
  GString *out = g_string_new ("?");

  for (guint i = 0; i < params->len; i++)
    {
      char **pair = g_ptr_array_index (params, i);

      if (i > 0)
        g_string_append_c (out, '&');
      oriel_url_append_encoded (out, pair[0], ORIEL_URL_FORM);
      g_string_append_c (out, '=');
      oriel_url_append_encoded (out, pair[1], ORIEL_URL_FORM);
    }

  return g_string_free (out, FALSE);
}

/* `${__url.params}`: all of them as they are, or `:exclude:a,b`, `:include:a,b`. */
static gboolean
take_url_params (const OrielMacroCall *call, OrielValue *value, const char *query)
{
  g_auto (GStrv) parts = g_strsplit (call->format != NULL ? call->format : "", ":", -1);
  g_auto (GStrv) names = NULL;
  g_autoptr (GPtrArray) params = NULL;
  g_autofree char *joined = NULL;

  if (parts[0] == NULL || parts[1] == NULL ||
      (strcmp (parts[0], "exclude") != 0 && strcmp (parts[0], "include") != 0))
    return take_ready (call, value, query);

  names = g_strsplit (parts[1], ",", -1);
  params = split_params (*query == '?' ? query + 1 : query);
  if (strcmp (parts[0], "exclude") == 0)
    exclude_params (params, names);
  else
    include_params (params, names);
  joined = join_params (params);

  return take_ready (call, value, joined);
}

static gboolean
macro_url (const OrielMacroCall *call, OrielValue *value, const char **text)
{
  const OrielBuiltins *builtins = call->how->builtins;
  const char *query;
  g_autofree char *path = NULL;

  if (builtins == NULL || builtins->url == NULL)
    return FALSE;

  query = builtins->url + strcspn (builtins->url, "?");
  if (g_strcmp0 (call->path, "params") == 0 || g_strcmp0 (call->path, "state") == 0)
    return take_url_params (call, value, query);
  if (g_strcmp0 (call->path, "path") != 0)
    return oriel_macro_take_string (call, value, builtins->url);

  path = g_strndup (builtins->url, (gsize) (query - builtins->url));
  return oriel_macro_take_string (call, value, path);
}

static void
append_time_param (GString *out, const char *name, const char *text)
{
  if (out->len > 0)
    g_string_append_c (out, '&');
  g_string_append_printf (out, "%s=", name);
  oriel_url_append_encoded (out, text, ORIEL_URL_PARAMETER);
}

static gboolean
macro_url_time_range (const OrielMacroCall *call, OrielValue *value, const char **text)
{
  const OrielBuiltins *builtins = call->how->builtins;
  g_autoptr (GString) out = g_string_new (NULL);

  if (builtins == NULL || builtins->raw_from == NULL || builtins->raw_to == NULL)
    return FALSE;

  append_time_param (out, "from", builtins->raw_from);
  append_time_param (out, "to", builtins->raw_to);
  append_time_param (out, "timezone", timezone_text (builtins));

  return take_ready (call, value, out->str);
}

static gboolean
macro_all_variables (const OrielMacroCall *call, OrielValue *value, const char **text)
{
  const OrielVariables *variables = call->how->variables;
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; i < oriel_variables_get_n (variables); i++)
    {
      const OrielVariableState *state = oriel_variables_get (variables, i);
      gboolean empty =
        !state->definition->multi && (state->values[0] == NULL || *state->values[0] == '\0');
      g_autofree char *param = empty ? NULL : oriel_variable_state_to_url (state);

      if (param == NULL || *param == '\0')
        continue;
      if (out->len > 0)
        g_string_append_c (out, '&');
      g_string_append (out, param);
    }

  return take_ready (call, value, out->str);
}

static const struct
{
  const char *name;
  OrielMacroFunc get;
} macros[] = {
  { "__all_variables", macro_all_variables },
  { "__dashboard", macro_dashboard },
  { "__data", oriel_cell_macro_data },
  { "__field", oriel_cell_macro_field },
  { "__from", macro_from },
  { "__interval", macro_interval },
  { "__interval_ms", macro_interval_ms },
  { "__namespace", macro_namespace },
  { "__org", macro_org },
  { "__range", macro_range },
  { "__range_ms", macro_range_ms },
  { "__range_s", macro_range_s },
  { "__rate_interval", macro_rate_interval },
  { "__rate_interval_ms", macro_rate_interval_ms },
  { "__series", oriel_cell_macro_series },
  { "__theme", macro_theme },
  { "__timezone", macro_timezone },
  { "__to", macro_to },
  { "__url", macro_url },
  { "__url_time_range", macro_url_time_range },
  { "__user", macro_user },
  { "__value", oriel_cell_macro_value },
};

OrielMacroFunc
oriel_macro_find (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (macros); i++)
    if (strcmp (macros[i].name, name) == 0)
      return macros[i].get;

  return NULL;
}
