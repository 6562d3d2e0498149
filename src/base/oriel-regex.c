/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See oriel-regex.h. ECMAScript differs from PCRE2 in few places that dashboards
 * meet: named groups are written `(?<name>…)` in both; `$` matches only at the
 * very end, not before a last newline; `[^]` and `[]` are classes.
 */

#include "config.h"

#include "base/oriel-regex.h"

#include <string.h>

/* Writes the pattern as PCRE2 means it. */
static char *
translate (const char *pattern)
{
  GString *out = g_string_new (NULL);
  gboolean in_class = FALSE;

  for (const char *p = pattern; *p != '\0'; p++)
    {
      if (*p == '\\' && p[1] != '\0')
        {
          if (p[1] == '/')
            g_string_append_c (out, '/');
          else
            g_string_append_len (out, p, 2);
          p++;
        }
      else if (!in_class && g_str_has_prefix (p, "[^]"))
        {
          g_string_append (out, "[\\s\\S]");
          p += 2;
        }
      else if (!in_class && g_str_has_prefix (p, "[]"))
        {
          g_string_append (out, "(?!)");
          p += 1;
        }
      else
        {
          /* Within a class PCRE2 reads [: as a POSIX name. */
          if (in_class && *p == '[')
            g_string_append_c (out, '\\');
          if (*p == '[')
            in_class = TRUE;
          else if (*p == ']')
            in_class = FALSE;
          g_string_append_c (out, *p);
        }
    }

  return g_string_free (out, FALSE);
}

GRegex *
oriel_regex_new (const char *pattern, const char *flags, GError **error)
{
  g_autofree char *translated = translate (pattern);
  GRegexCompileFlags compile = G_REGEX_OPTIMIZE;

  if (flags != NULL && strchr (flags, 'i') != NULL)
    compile |= G_REGEX_CASELESS;
  if (flags != NULL && strchr (flags, 's') != NULL)
    compile |= G_REGEX_DOTALL;
  if (flags != NULL && strchr (flags, 'm') != NULL)
    compile |= G_REGEX_MULTILINE;
  else
    compile |= G_REGEX_DOLLAR_ENDONLY;

  return g_regex_new (translated, compile, 0, error);
}

GRegex *
oriel_regex_from_dashboard (const char *text, gboolean *global, GError **error)
{
  const char *last = strrchr (text, '/');
  g_autofree char *pattern = NULL;

  if (global != NULL)
    *global = FALSE;

  if (*text != '/')
    {
      pattern = g_strdup_printf ("^%s$", text);
      return oriel_regex_new (pattern, NULL, error);
    }

  if (last == text || strspn (last + 1, "gimsuy") != strlen (last + 1))
    {
      g_set_error (error, G_REGEX_ERROR, G_REGEX_ERROR_COMPILE,
                   "“%s” is not a valid regular expression: its closing slash is missing", text);
      return NULL;
    }

  pattern = g_strndup (text + 1, (gsize) (last - text - 1));
  if (global != NULL)
    *global = strchr (last, 'g') != NULL;
  return oriel_regex_new (pattern, last + 1, error);
}

char *
oriel_regex_escape (const char *text)
{
  GString *out = g_string_sized_new (strlen (text) + 8);

  for (; *text != '\0'; text++)
    {
      if (strchr ("\\^$*+?.()|{}[]/", *text) != NULL)
        g_string_append_c (out, '\\');
      g_string_append_c (out, *text);
    }

  return g_string_free (out, FALSE);
}
