/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See oriel-regex.h. A pattern of ECMAScript is rewritten for PCRE2 where the two differ: `\d` and
 * `\w` are of ASCII, `\u0041` and `\v` are characters, letters that mean nothing escaped are
 * themselves, `[^]` and `[]` are classes, `$` does not match before a last line feed, and `(*`
 * begins no verb.
 */

#include "config.h"

#include "base/oriel-regex.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_CODE_POINT 0x10ffff
#define REPLACEMENT_CHARACTER 0xfffd

/* A pattern being rewritten. */
typedef struct
{
  const char *p;
  GString *out;
  gboolean in_class;
  gboolean unicode; /* the flags `u` or `v` */
} Translator;

/* Classes that are Unicode's in GRegex; their forms within brackets and without. */
static const struct
{
  char letter;
  const char *alone;
  const char *in_class;
} ascii_classes[] = {
  { 'd', "[0-9]", "0-9" },
  { 'D', "[^0-9]", "\\x00-\\x2f\\x3a-\\x{10ffff}" },
  { 'w', "[A-Za-z0-9_]", "A-Za-z0-9_" },
  { 'W', "[^A-Za-z0-9_]", "\\x00-\\x2f\\x3a-\\x40\\x5b-\\x5e\\x60\\x7b-\\x{10ffff}" },
};

static gboolean
translate_ascii_class (Translator *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (ascii_classes); i++)
    if (ascii_classes[i].letter == *self->p)
      {
        g_string_append (self->out,
                         self->in_class ? ascii_classes[i].in_class : ascii_classes[i].alone);
        self->p++;
        return TRUE;
      }

  return FALSE;
}

/* The value of exactly `n` hexadecimal digits, or -1. */
static gint32
read_hex (const char *text, int n)
{
  gint32 value = 0;

  for (int i = 0; i < n; i++)
    {
      int digit = g_ascii_xdigit_value (text[i]);

      if (digit < 0)
        return -1;
      value = value * 16 + digit;
    }

  return value;
}

static void
append_code_point (Translator *self, gint32 code)
{
  gboolean surrogate = code >= 0xd800 && code < 0xe000;

  g_string_append_printf (self->out, "\\x{%x}",
                          surrogate ? (guint) REPLACEMENT_CHARACTER : (guint) code);
}

/* `u{1f600}` behind the backslash. */
static gboolean
translate_braced_code_point (Translator *self)
{
  const char *digits = self->p + 2;
  gsize n = strspn (digits, "0123456789abcdefABCDEF");
  gint32 code = n >= 1 && n <= 6 ? read_hex (digits, (int) n) : -1;

  if (!self->unicode || self->p[1] != '{' || digits[n] != '}' || code < 0 || code > MAX_CODE_POINT)
    return FALSE;

  append_code_point (self, code);
  self->p = digits + n + 1;
  return TRUE;
}

/* `u0041` behind the backslash, or a pair of them. */
static gboolean
translate_code_unit (Translator *self)
{
  gint32 high = read_hex (self->p + 1, 4);
  gint32 low;

  if (high < 0)
    return FALSE;

  self->p += 5;
  low = g_str_has_prefix (self->p, "\\u") ? read_hex (self->p + 2, 4) : -1;
  if (high >= 0xd800 && high < 0xdc00 && low >= 0xdc00 && low < 0xe000)
    {
      high = 0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00);
      self->p += 6;
    }
  append_code_point (self, high);
  return TRUE;
}

/* TRUE when PCRE2 means the same by the letter behind a backslash. */
static gboolean
is_common_escape (const Translator *self)
{
  char c = *self->p;

  if (!g_ascii_isalpha (c))
    return TRUE;
  if (c == 'x')
    return read_hex (self->p + 1, 2) >= 0;
  if (c == 'c')
    return g_ascii_isalpha (self->p[1]);
  if (c == 'k')
    return self->p[1] == '<';
  if (c == 'p' || c == 'P')
    return self->unicode && self->p[1] == '{';

  return strchr ("bBfnrstS", c) != NULL;
}

/* What follows a backslash. */
static void
translate_escape (Translator *self)
{
  if (translate_ascii_class (self))
    return;
  if (*self->p == 'u' && (translate_braced_code_point (self) || translate_code_unit (self)))
    return;

  if (*self->p == 'v')
    g_string_append (self->out, "\\x0b");
  else if (*self->p == '/')
    g_string_append_c (self->out, '/');
  else
    {
      if (is_common_escape (self))
        g_string_append_c (self->out, '\\');
      g_string_append_c (self->out, *self->p);
    }
  self->p++;
}

static void
translate_in_class (Translator *self)
{
  /* Within a class PCRE2 reads [: as a POSIX name. */
  if (*self->p == '[')
    g_string_append_c (self->out, '\\');
  else if (*self->p == ']')
    self->in_class = FALSE;
  g_string_append_c (self->out, *self->p++);
}

static void
translate_plain (Translator *self)
{
  static const struct
  {
    const char *theirs;
    const char *ours;
  } forms[] = {
    { "[^]", "[\\s\\S]" }, { "[]", "(?!)" }, { "(*", "(?:*" }, /* an error here as there */
  };

  for (gsize i = 0; i < G_N_ELEMENTS (forms); i++)
    if (g_str_has_prefix (self->p, forms[i].theirs))
      {
        g_string_append (self->out, forms[i].ours);
        self->p += strlen (forms[i].theirs);
        return;
      }

  self->in_class = *self->p == '[';
  g_string_append_c (self->out, *self->p++);
}

/* Writes the pattern as PCRE2 means it. Free with g_free(). */
static char *
translate (const char *pattern, gboolean unicode)
{
  Translator self = { .p = pattern, .out = g_string_new (NULL), .unicode = unicode };

  while (*self.p != '\0')
    {
      if (*self.p == '\\' && self.p[1] != '\0')
        {
          self.p++;
          translate_escape (&self);
        }
      else if (self.in_class)
        translate_in_class (&self);
      else
        translate_plain (&self);
    }

  return g_string_free (self.out, FALSE);
}

/* PCRE2's own limit is a hundred times more: 20 to 130 ms, for each text that is matched. */
#define LIMIT "(*LIMIT_MATCH=100000)"

GRegex *
oriel_regex_new (const char *pattern, const char *flags, GError **error)
{
  gboolean unicode = flags != NULL && strpbrk (flags, "uv") != NULL;
  g_autofree char *translated = NULL;
  g_autofree char *limited = NULL;
  GRegex *regex;
  GRegexCompileFlags compile = G_REGEX_OPTIMIZE;

  /* GRegex tells PCRE2 not to check. */
  if (!g_utf8_validate (pattern, -1, NULL))
    {
      g_set_error (error, G_REGEX_ERROR, G_REGEX_ERROR_COMPILE,
                   _ ("The pattern is not UTF-8 text"));
      return NULL;
    }

  translated = translate (pattern, unicode);
  limited = g_strconcat (LIMIT, translated, NULL);

  if (flags != NULL && strchr (flags, 'i') != NULL)
    compile |= G_REGEX_CASELESS;
  if (flags != NULL && strchr (flags, 's') != NULL)
    compile |= G_REGEX_DOTALL;
  if (flags != NULL && strchr (flags, 'm') != NULL)
    compile |= G_REGEX_MULTILINE;
  else
    compile |= G_REGEX_DOLLAR_ENDONLY;

  /* What is wrong is told of the pattern as it was written. */
  regex = g_regex_new (limited, compile, 0, NULL);
  return regex != NULL ? regex : g_regex_new (translated, compile, 0, error);
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
                   _ ("“%s” is not a valid regular expression: its closing slash is missing"),
                   text);
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
