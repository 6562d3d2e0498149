/* SPDX-License-Identifier: GPL-3.0-or-later */

/* renameByRegex: display names by a regular expression, with ECMAScript's replacement
 * patterns (`$1`, `$&`, `$<name>`). */

#include "config.h"

#include "transform/oriel-transform-private.h"

#include <string.h>

#include "base/oriel-json.h"
#include "base/oriel-regex.h"

/* Appends the group that `pattern` (behind its `$`) refers to and returns what follows, or NULL
 * when it refers to none. */
static const char *
append_reference (GString *out, const char *pattern, const GMatchInfo *match, int n_groups)
{
  g_autofree char *group = NULL;

  if (*pattern == '$')
    {
      g_string_append_c (out, '$');
      return pattern + 1;
    }
  if (*pattern == '&')
    {
      group = g_match_info_fetch (match, 0);
      g_string_append (out, group);
      return pattern + 1;
    }
  if (*pattern == '<')
    {
      const char *close = strchr (pattern, '>');
      g_autofree char *name =
        close != NULL ? g_strndup (pattern + 1, (gsize) (close - pattern - 1)) : NULL;

      group = name != NULL ? g_match_info_fetch_named (match, name) : NULL;
      if (group != NULL)
        g_string_append (out, group);
      return group != NULL ? close + 1 : NULL;
    }
  if (g_ascii_isdigit (*pattern))
    {
      int one = *pattern - '0';
      int two = g_ascii_isdigit (pattern[1]) ? one * 10 + (pattern[1] - '0') : -1;
      gboolean uses_two = two >= 1 && two <= n_groups;
      int number = uses_two ? two : one;

      if (number < 1 || number > n_groups)
        return NULL;
      group = g_match_info_fetch (match, number);
      if (group != NULL)
        g_string_append (out, group);
      return pattern + (uses_two ? 2 : 1);
    }

  return NULL;
}

static void
append_replacement (GString *out, const char *pattern, const GMatchInfo *match, int n_groups)
{
  while (*pattern != '\0')
    {
      const char *next =
        *pattern == '$' ? append_reference (out, pattern + 1, match, n_groups) : NULL;

      if (next != NULL)
        pattern = next;
      else
        g_string_append_c (out, *pattern++);
    }
}

/* The text with the first match (or with `global` all) replaced; NULL when there is none. */
static char *
replace_matches (GRegex *regex, gboolean global, const char *text, const char *pattern)
{
  g_autoptr (GMatchInfo) match = NULL;
  g_autoptr (GString) out = g_string_new (NULL);
  int n_groups = g_regex_get_capture_count (regex);
  int copied = 0, start, end;

  if (!g_regex_match (regex, text, 0, &match))
    return NULL;

  while (g_match_info_matches (match))
    {
      g_match_info_fetch_pos (match, 0, &start, &end);
      g_string_append_len (out, text + copied, start - copied);
      append_replacement (out, pattern, match, n_groups);
      copied = end;
      if (!global || !g_match_info_next (match, NULL))
        break;
    }

  g_string_append (out, text + copied);
  return g_strdup (out->str);
}

GPtrArray *
oriel_transform_rename_by_regex (JsonObject *options,
                                 GPtrArray *frames,
                                 const OrielTransformContext *context,
                                 GError **error)
{
  const char *pattern = oriel_json_string (options, "renamePattern", "");
  GPtrArray *renamed;
  gboolean global;
  g_autoptr (GRegex) regex =
    oriel_regex_from_dashboard (oriel_json_string (options, "regex", ""), &global, error);

  if (regex == NULL)
    return NULL;

  renamed = oriel_frames_new ();
  for (guint i = 0; i < frames->len; i++)
    {
      OrielFrame *copy = oriel_frame_copy_shallow (g_ptr_array_index (frames, i));
      OrielNameScope scope;

      oriel_name_scope_init (&scope, &copy, 1);
      for (guint j = 0; j < copy->fields->len; j++)
        {
          OrielField *field = oriel_frame_field (copy, j);
          g_autofree char *name = oriel_field_display_name_in (field, copy, &scope);
          char *new_name = replace_matches (regex, global, name, pattern);
          OrielFieldConfig *config;

          if (new_name == NULL)
            continue;
          config = oriel_field_own_config (field);
          g_free (config->display_name);
          config->display_name = new_name;
        }
      g_ptr_array_add (renamed, copy);
    }

  return renamed;
}
