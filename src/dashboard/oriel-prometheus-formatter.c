/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See oriel-prometheus-formatter.h. Source of the rules: the escape functions of Grafana's
 * Prometheus data source (npm @grafana/prometheus) and Go's strconv.Quote.
 */

#include "config.h"

#include "dashboard/oriel-prometheus-formatter.h"

#include "base/oriel-regex.h"

#include <string.h>

/* Grafana leaves a value alone that is label matchers already: `x="y"`. */
static gboolean
is_matcher (const char *value)
{
  static GRegex *regex;

  if (g_once_init_enter (&regex))
    {
      GRegex *new = oriel_regex_new ("\\w+\\s*(=|!=|=~|!~)\\s*(?:\"[^\"]*\"|'[^']*')", NULL, NULL);

      g_once_init_leave (&regex, new);
    }

  return g_regex_match (regex, value, 0, NULL);
}

/* Copies `value`, with `before` put before each character of `set`. */
static char *
escape_set (const char *value, const char *set, const char *before)
{
  GString *out = g_string_sized_new (strlen (value) + 8);

  for (; *value != '\0'; value++)
    {
      if (strchr (set, *value) != NULL)
        g_string_append (out, before);
      g_string_append_c (out, *value);
    }

  return g_string_free (out, FALSE);
}

char *
oriel_prometheus_escape_regular (const char *value, OrielPrometheusEscape how)
{
  GString *out;

  if (how == ORIEL_PROMETHEUS_ESCAPE_SPECIAL)
    return is_matcher (value) ? g_strdup (value) : escape_set (value, "\\\"", "\\");

  /* A single quote gets two backslashes, a backslash one. */
  out = g_string_sized_new (strlen (value) + 8);
  for (; *value != '\0'; value++)
    {
      if (*value == '\'')
        g_string_append (out, "\\\\");
      else if (*value == '\\')
        g_string_append_c (out, '\\');
      g_string_append_c (out, *value);
    }

  return g_string_free (out, FALSE);
}

char *
oriel_prometheus_escape_regex (const char *value, OrielPrometheusEscape how)
{
  gboolean special = how == ORIEL_PROMETHEUS_ESCAPE_SPECIAL;
  GString *out = g_string_sized_new (strlen (value) + 16);

  for (; *value != '\0'; value++)
    {
      if (*value == '\\')
        g_string_append (out, "\\\\\\");
      else if (special && *value == '"')
        g_string_append (out, "\\\\\\");
      else if (strchr ("$^*{}[]+?.()|", *value) != NULL || (special && *value == '\''))
        g_string_append (out, "\\\\");
      g_string_append_c (out, *value);
    }

  return g_string_free (out, FALSE);
}

char *
oriel_prometheus_escape_label (const char *value)
{
  static const char names[] = "\aa\bb\ff\nn\rr\tt\vv\\\\\"\"";
  GString *out = g_string_sized_new (strlen (value) + 8);

  for (; *value != '\0'; value++)
    {
      const char *name = NULL;

      for (guint i = 0; i + 1 < sizeof names && name == NULL; i += 2)
        if (names[i] == *value)
          name = &names[i + 1];

      if (name != NULL)
        g_string_append_printf (out, "\\%c", *name);
      else if ((guint8) *value < 0x20 || *value == 0x7f)
        g_string_append_printf (out, "\\x%02x", (guint8) *value);
      else
        g_string_append_c (out, *value);
    }

  return g_string_free (out, FALSE);
}

char *
oriel_prometheus_escape_label_regex (const char *value)
{
  g_autofree char *escaped = escape_set (value, "*+?()|\\.[]{}^$", "\\");

  return oriel_prometheus_escape_label (escaped);
}

char *
oriel_prometheus_format_values (const char *const *values,
                                gboolean is_list,
                                OrielPrometheusEscape how)
{
  gboolean group = is_list && (values[0] == NULL || values[1] != NULL);
  GString *out = g_string_new (group ? "(" : NULL);

  for (guint i = 0; values[i] != NULL && (is_list || i == 0); i++)
    {
      g_autofree char *escaped = is_list ? oriel_prometheus_escape_regex (values[i], how)
                                         : oriel_prometheus_escape_regular (values[i], how);

      if (i > 0)
        g_string_append_c (out, '|');
      g_string_append (out, escaped);
    }
  if (group)
    g_string_append_c (out, ')');

  return g_string_free (out, FALSE);
}
