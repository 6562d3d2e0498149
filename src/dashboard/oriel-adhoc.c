/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Ad hoc filters as matchers of PromQL.
 */

#include "config.h"

#include "base/oriel-json.h"
#include "dashboard/oriel-filter.h"
#include "dashboard/oriel-prometheus-formatter.h"
#include "dashboard/oriel-variable-options.h"

#include <string.h>

/* An ad hoc filter's values as one regular expression. */
static char *
adhoc_any_of (JsonArray *values)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < oriel_json_array_length (values); i++)
    {
      const char *value = oriel_json_array_string (values, i);
      g_autofree char *escaped = oriel_prometheus_escape_label_regex (value != NULL ? value : "");

      if (i > 0)
        g_string_append_c (out, '|');
      g_string_append (out, escaped);
    }

  return g_string_free (out, FALSE);
}

static void
append_adhoc (GString *out, JsonObject *filter)
{
  const char *key = oriel_json_string (filter, "key", "");
  const char *operation = oriel_json_string (filter, "operator", "=");
  const char *value = oriel_json_string (filter, "value", "");
  gboolean any_of = g_str_has_suffix (operation, "|");
  g_autofree char *escaped = NULL;

  if (any_of)
    {
      escaped = adhoc_any_of (oriel_json_array (filter, "values"));
      operation = *operation == '!' ? "!~" : "=~";
    }
  else if (strchr (operation, '~') != NULL)
    escaped = oriel_prometheus_escape_label_regex (value);
  else
    escaped = oriel_prometheus_escape_label (value);

  g_string_append_printf (out, "%s%s%s\"%s\"", out->len > 0 ? "," : "", key, operation, escaped);
}

char *
oriel_variable_adhoc_expression (JsonArray *filters)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < oriel_json_array_length (filters); i++)
    {
      JsonObject *filter = oriel_json_array_object (filters, i);

      if (filter != NULL &&
          strcmp (oriel_json_string (filter, "operator", ""), ORIEL_FILTER_GROUP_BY) != 0)
        append_adhoc (out, filter);
    }

  return g_string_free (out, FALSE);
}
