/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See oriel-key-values.h. All characters that mean something are ASCII, so bytes of others pass
 * as they are. */

#include "config.h"

#include "transform/oriel-key-values.h"

#include <string.h>

typedef struct
{
  const char *at;
  JsonObject *pairs;
  GString *word;     /* read since the last separator */
  gboolean has_word; /* an empty one counts when it was quoted */
  char *key;         /* nullable: waits for its value; an empty one is none */
  char quote;        /* open quotation mark, or 0 */
} Reader;

static void
clear_word (Reader *reader)
{
  g_string_truncate (reader->word, 0);
  reader->has_word = FALSE;
}

static gboolean
has_key (const Reader *reader)
{
  return reader->key != NULL && *reader->key != '\0';
}

static void
set_key (Reader *reader)
{
  g_free (reader->key);
  reader->key = g_strdup (reader->word->str);
  clear_word (reader);
}

static void
add_pair (Reader *reader, const char *key, const char *value)
{
  json_object_set_string_member (reader->pairs, key, value);
}

/* `:` and `=`: the word was a key; one that waited for a value has none. */
static void
end_key (Reader *reader)
{
  if (!reader->has_word)
    return;

  if (has_key (reader))
    add_pair (reader, reader->key, "");
  set_key (reader);
}

/* A separator: the word was a value, or is the key of one to come. */
static void
end_value (Reader *reader)
{
  if (!reader->has_word)
    return;

  if (!has_key (reader))
    {
      set_key (reader);
      return;
    }
  add_pair (reader, reader->key, reader->word->str);
  g_clear_pointer (&reader->key, g_free);
  clear_word (reader);
}

/* A blank or a quotation mark also ends a word that stands alone. */
static void
end_word (Reader *reader)
{
  if (reader->has_word && !has_key (reader))
    {
      add_pair (reader, reader->word->str, "");
      clear_word (reader);
    }
  end_value (reader);
}

static void
add_char (Reader *reader, char c)
{
  reader->has_word = TRUE;
  if (c != '\0')
    g_string_append_c (reader->word, c);
}

/* A character that is neither quoted nor escaped. */
static void
read_plain (Reader *reader, char c)
{
  if (c == '"' || c == '\'')
    reader->quote = c;

  if (c == ':' || c == '=')
    end_key (reader);
  else if (c != '\0' && strchr ("\"' \t\r\n", c) != NULL)
    end_word (reader);
  else if (c != '\0' && strchr (",;&{}", c) != NULL)
    end_value (reader);
  else
    {
      add_char (reader, c);
      if (c != '\0' && reader->at[0] != '\0' && reader->at[1] == '\0' && !has_key (reader))
        {
          add_pair (reader, reader->word->str, "");
          clear_word (reader);
        }
    }
}

/* Takes one character, with the closing quotation mark or the backslash before it. */
static void
read_char (Reader *reader)
{
  gboolean escaped;

  if (reader->quote != 0 && *reader->at == reader->quote)
    {
      reader->quote = 0;
      reader->at++;
    }

  escaped = *reader->at == '\\';
  if (escaped)
    reader->at++;

  if (escaped || reader->quote != 0)
    add_char (reader, *reader->at);
  else
    read_plain (reader, *reader->at);
  if (*reader->at != '\0')
    reader->at++;
}

JsonObject *
oriel_key_values_parse (const char *text)
{
  g_autoptr (GString) word = g_string_new (NULL);
  Reader reader = { .at = text, .pairs = json_object_new (), .word = word };

  while (*reader.at != '\0')
    read_char (&reader);

  if (has_key (&reader))
    add_pair (&reader, reader.key, word->str);
  g_free (reader.key);
  return reader.pairs;
}
