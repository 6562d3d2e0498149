/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Text: shaping through Pango under one lock, and a cache of shaped lines.
 *
 * Pango's default font map belongs to a thread, and each thread would load its fonts anew (tens of
 * milliseconds); here one map serves all threads under a lock, which is held only while a line
 * is shaped for the first time. The cache has two generations: when the young one is full it
 * becomes the old one, and what is still used moves back; so memory stays bounded and a label in
 * use stays shaped. */

#include "config.h"

#include "draw/oriel-fonts.h"
#include "draw/oriel-text-mask.h"

#include <math.h>
#include <pango/pangocairo.h>
#include <string.h>

#define GENERATION_SIZE 8192
#define MAX_TEXT_BYTES 65536 /* of one line; what is longer is cut */
#define MAX_FONT_PX 4096.0

typedef struct
{
  OrielFont font;
  const char *text; /* owned by the entry's allocation, or the probe's */
} LineKey;

static GMutex lock;
static PangoContext *context;   /* under the lock; made at first use */
static GHashTable *young, *old; /* LineKey → OrielTextLine; under the lock */
static int fixed_metrics;       /* atomic */

static guint
line_key_hash (gconstpointer data)
{
  const LineKey *key = data;
  guint hash = g_str_hash (key->text);

  hash = hash * 31 + (guint) (CLAMP (key->font.size_px, 0, 1e6) * 64);
  hash = hash * 31 + (guint) key->font.weight;
  return hash * 31 + (guint) key->font.family * 2 + (guint) key->font.italic;
}

static gboolean
line_key_equal (gconstpointer a, gconstpointer b)
{
  const LineKey *one = a, *two = b;

  return one->font.family == two->font.family && one->font.size_px == two->font.size_px &&
         one->font.weight == two->font.weight && one->font.italic == two->font.italic &&
         one->font.letter_spacing_px == two->font.letter_spacing_px &&
         one->font.proportional == two->font.proportional && strcmp (one->text, two->text) == 0;
}

static LineKey *
line_key_new (const char *text, const OrielFont *font)
{
  gsize length = strlen (text) + 1;
  LineKey *key = g_malloc (sizeof (LineKey) + length);
  char *copy = (char *) (key + 1);

  memcpy (copy, text, length);
  key->font = *font;
  key->text = copy;
  return key;
}

static void
line_free (OrielTextLine *line)
{
  for (guint i = 0; i < line->n_runs; i++)
    {
      cairo_font_face_destroy (line->runs[i].face);
      g_free (line->runs[i].glyphs);
    }
  oriel_text_mask_free (line);
  g_free (line->runs);
  g_free (line);
}

void
oriel_text_line_unref (OrielTextLine *line)
{
  if (line != NULL && g_atomic_ref_count_dec (&line->ref_count))
    line_free (line);
}

static OrielTextLine *
line_ref (OrielTextLine *line)
{
  g_atomic_ref_count_inc (&line->ref_count);
  return line;
}

static cairo_font_options_t *
font_options_new (void)
{
  cairo_font_options_t *options = cairo_font_options_create ();

  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  return options;
}

/* A context that measures alike on every machine: no hinting, 1 pt = 1 px, fractions kept. */
static PangoContext *
context_new (void)
{
  cairo_font_options_t *options = font_options_new ();
  PangoFontMap *map;
  PangoContext *made;

  oriel_fonts_load ();
  map = pango_cairo_font_map_new ();
  made = pango_font_map_create_context (map);
  pango_cairo_context_set_font_options (made, options);
  pango_cairo_context_set_resolution (made, 96);
  pango_context_set_round_glyph_positions (made, FALSE);
  pango_context_set_language (made, pango_language_from_string ("en"));
  cairo_font_options_destroy (options);
  g_object_unref (map);
  return made;
}

/* Under the lock. */
static PangoContext *
shaping_context (void)
{
  if (context == NULL)
    context = context_new ();
  return context;
}

static PangoFontDescription *
font_description_new (const OrielFont *font)
{
  PangoFontDescription *description = pango_font_description_new ();
  double size = isfinite (font->size_px) ? CLAMP (font->size_px, 0.5, MAX_FONT_PX) : 12;

  pango_font_description_set_family_static (
    description, font->family == ORIEL_FONT_MONO ? ORIEL_FONTS_MONO : ORIEL_FONTS_SANS);
  pango_font_description_set_absolute_size (description, size * PANGO_SCALE);
  pango_font_description_set_weight (description, (PangoWeight) CLAMP (font->weight, 100, 900));
  if (font->italic)
    pango_font_description_set_style (description, PANGO_STYLE_ITALIC);
  return description;
}

/* Letters that are set apart have neither ligatures nor forms by their neighbours, as in browsers.
 */
static const char *
features_of (const OrielFont *font)
{
  if (font->letter_spacing_px != 0)
    return font->proportional ? "liga=0, clig=0, calt=0" : "tnum, liga=0, clig=0, calt=0";
  return font->proportional ? NULL : "tnum";
}

/* Pango leaves out half of the space at each end of a line, and browsers none: only text that Pango
 * shows itself is `spaced` by it. */
static PangoAttrList *
attributes_new (const OrielFont *font, gboolean spaced)
{
  const char *features = features_of (font);
  PangoAttrList *attributes = pango_attr_list_new ();

  if (spaced && font->letter_spacing_px != 0)
    pango_attr_list_insert (
      attributes, pango_attr_letter_spacing_new ((int) (font->letter_spacing_px * PANGO_SCALE)));
  if (features != NULL)
    pango_attr_list_insert (attributes, pango_attr_font_features_new (features));
  return attributes;
}

/* Under the lock. Invalid UTF-8 is mended, long text cut. */
static PangoLayout *
layout_new (PangoContext *with, const char *text, const OrielFont *font, gboolean spaced)
{
  g_autofree char *valid = g_utf8_make_valid (text, (gssize) strnlen (text, MAX_TEXT_BYTES));
  PangoFontDescription *description = font_description_new (font);
  PangoAttrList *attributes = attributes_new (font, spaced);
  PangoLayout *layout = pango_layout_new (with);

  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_layout_set_font_description (layout, description);
  pango_layout_set_attributes (layout, attributes);
  pango_layout_set_text (layout, valid, -1);
  pango_attr_list_unref (attributes);
  pango_font_description_free (description);
  return layout;
}

/* The face that shows `font`'s glyphs at a size of its own, so that painting needs no Pango. */
static gboolean
run_set_font (OrielTextRun *run, PangoFont *font)
{
  cairo_scaled_font_t *scaled;
  cairo_matrix_t matrix;

  if (!PANGO_IS_CAIRO_FONT (font))
    return FALSE;
  scaled = pango_cairo_font_get_scaled_font (PANGO_CAIRO_FONT (font));
  if (scaled == NULL || cairo_scaled_font_status (scaled) != CAIRO_STATUS_SUCCESS)
    return FALSE;

  cairo_scaled_font_get_font_matrix (scaled, &matrix);
  run->face = cairo_font_face_reference (cairo_scaled_font_get_font_face (scaled));
  run->matrix = matrix;
  return TRUE;
}

static gboolean
ends_cluster (const PangoGlyphString *glyphs, int index)
{
  return index + 1 == glyphs->num_glyphs ||
         glyphs->log_clusters[index + 1] != glyphs->log_clusters[index];
}

/* `spacing` follows each letter. Returns the x at which the next run starts, in Pango's units. */
static int
run_set_glyphs (OrielTextRun *run, const PangoGlyphString *glyphs, int x, int spacing)
{
  run->glyphs = g_new (cairo_glyph_t, glyphs->num_glyphs);
  for (int i = 0; i < glyphs->num_glyphs; i++)
    {
      const PangoGlyphInfo *info = &glyphs->glyphs[i];

      if (info->glyph != PANGO_GLYPH_EMPTY && !(info->glyph & PANGO_GLYPH_UNKNOWN_FLAG))
        run->glyphs[run->n_glyphs++] = (cairo_glyph_t){
          .index = info->glyph,
          .x = (double) (x + info->geometry.x_offset) / PANGO_SCALE,
          .y = (double) info->geometry.y_offset / PANGO_SCALE,
        };
      x += info->geometry.width + (ends_cluster (glyphs, i) ? spacing : 0);
    }
  return x;
}

static OrielTextLine *
line_shape (const char *text, const OrielFont *font)
{
  g_autoptr (PangoLayout) layout = layout_new (shaping_context (), text, font, FALSE);
  PangoLayoutLine *shaped = pango_layout_get_line_readonly (layout, 0);
  OrielTextLine *line = g_new0 (OrielTextLine, 1);
  int spacing = (int) round (font->letter_spacing_px * PANGO_SCALE);
  int x = 0;

  g_atomic_ref_count_init (&line->ref_count);
  line->runs = g_new0 (OrielTextRun, g_slist_length (shaped->runs));
  for (GSList *l = shaped->runs; l != NULL; l = l->next)
    {
      PangoGlyphItem *item = l->data;
      OrielTextRun *run = &line->runs[line->n_runs];

      if (run_set_font (run, item->item->analysis.font))
        {
          x = run_set_glyphs (run, item->glyphs, x, spacing);
          line->n_runs++;
        }
      else
        {
          x += pango_glyph_string_get_width (item->glyphs);
        }
    }
  line->width = (double) x / PANGO_SCALE;
  return line;
}

static void
generations_init (void)
{
  young = g_hash_table_new_full (line_key_hash, line_key_equal, g_free,
                                 (GDestroyNotify) oriel_text_line_unref);
  old = g_hash_table_new_full (line_key_hash, line_key_equal, g_free,
                               (GDestroyNotify) oriel_text_line_unref);
}

static void
cache_insert (const LineKey *key, OrielTextLine *line)
{
  if (g_hash_table_size (young) >= GENERATION_SIZE)
    {
      GHashTable *full = young;

      g_hash_table_remove_all (old);
      young = old;
      old = full;
    }
  g_hash_table_insert (young, line_key_new (key->text, &key->font), line_ref (line));
}

OrielTextLine *
oriel_text_line_get (const char *text, const OrielFont *font)
{
  LineKey key = { .font = *font, .text = text };
  OrielTextLine *line;

  g_mutex_lock (&lock);
  if (young == NULL)
    generations_init ();

  line = g_hash_table_lookup (young, &key);
  if (line != NULL)
    {
      line_ref (line);
    }
  else
    {
      line = g_hash_table_lookup (old, &key);
      line = line != NULL ? line_ref (line) : line_shape (text, font);
      cache_insert (&key, line);
    }
  g_mutex_unlock (&lock);
  return line;
}

static double
fixed_width (const char *text, const OrielFont *font)
{
  return (double) g_utf8_strlen (text, -1) * font->size_px / 2;
}

double
oriel_text_width (const char *text, const OrielFont *font)
{
  g_autoptr (OrielTextLine) line = NULL;

  if (text == NULL || *text == '\0')
    return 0;
  if (g_atomic_int_get (&fixed_metrics))
    return fixed_width (text, font);

  line = oriel_text_line_get (text, font);
  return line->width;
}

/* Ascent and descent over the size are a property of the family; two values serve all sizes. */
static void
family_extents (OrielFontFamily family, double *ascent, double *descent)
{
  static double ascents[2], descents[2];
  static gboolean known[2];
  OrielFont probe = { .family = family, .size_px = 100, .weight = 400 };

  g_mutex_lock (&lock);
  if (!known[family])
    {
      PangoFontDescription *description = font_description_new (&probe);
      PangoFontMetrics *metrics;

      metrics = pango_context_get_metrics (shaping_context (), description, NULL);
      ascents[family] = pango_font_metrics_get_ascent (metrics) / (100.0 * PANGO_SCALE);
      descents[family] = pango_font_metrics_get_descent (metrics) / (100.0 * PANGO_SCALE);
      known[family] = TRUE;
      pango_font_metrics_unref (metrics);
      pango_font_description_free (description);
    }
  *ascent = ascents[family];
  *descent = descents[family];
  g_mutex_unlock (&lock);
}

/* Ascent and descent are whole px, and of what a line is higher than its text whole px go above, as
 * browsers have them. */
double
oriel_text_baseline (const OrielFont *font, double line_height)
{
  double ascent, descent;

  family_extents (font->family == ORIEL_FONT_MONO ? ORIEL_FONT_MONO : ORIEL_FONT_SANS, &ascent,
                  &descent);
  ascent = round (ascent * font->size_px);
  descent = round (descent * font->size_px);
  return floor ((line_height - ascent - descent) / 2) + ascent;
}

/* The longest head of `text`, in whole characters, for which head + `tail` fits; bytes. */
static gsize
fitting_head (const char *text, const OrielFont *font, double max_width, const char *tail)
{
  glong low = 0, high = g_utf8_strlen (text, -1);

  while (low < high)
    {
      glong middle = (low + high + 1) / 2;
      gsize bytes = (gsize) (g_utf8_offset_to_pointer (text, middle) - text);
      g_autofree char *head = g_strdup_printf ("%.*s%s", (int) bytes, text, tail);

      if (oriel_text_width (head, font) <= max_width)
        low = middle;
      else
        high = middle - 1;
    }
  return (gsize) (g_utf8_offset_to_pointer (text, low) - text);
}

char *
oriel_text_ellipsize (const char *text, const OrielFont *font, double max_width)
{
  g_autofree char *valid = g_utf8_make_valid (text, (gssize) strnlen (text, MAX_TEXT_BYTES));
  gsize bytes;

  if (oriel_text_width (valid, font) <= max_width)
    return g_steal_pointer (&valid);

  bytes = fitting_head (valid, font, max_width, "…");
  return g_strdup_printf ("%.*s…", (int) bytes, valid);
}

/* Adds the full lines of a word that is wider than a line; returns what is left of it. */
static const char *
break_word (GPtrArray *lines, const char *word, const OrielFont *font, double width)
{
  while (*word != '\0' && oriel_text_width (word, font) > width)
    {
      gsize bytes = fitting_head (word, font, width, "");

      if (bytes == 0)
        bytes = (gsize) (g_utf8_next_char (word) - word);
      g_ptr_array_add (lines, g_strndup (word, bytes));
      word += bytes;
    }
  return word;
}

/* Words go on the line while they fit. Widths are summed by word: words repeat, lines don't. */
static void
wrap_paragraph (GPtrArray *lines, const char *paragraph, const OrielFont *font, double width)
{
  g_auto (GStrv) words = g_strsplit (paragraph, " ", -1);
  g_autoptr (GString) line = g_string_new (NULL);
  double space = oriel_text_width (" ", font);
  double used = 0;

  for (guint i = 0; words[i] != NULL; i++)
    {
      const char *word = words[i];
      double word_width = oriel_text_width (word, font);

      if (i > 0 && used + space + word_width <= width)
        {
          g_string_append_c (line, ' ');
          used += space;
        }
      else
        {
          if (i > 0)
            g_ptr_array_add (lines, g_strdup (line->str));
          g_string_truncate (line, 0);
          word = break_word (lines, word, font, width);
          word_width = oriel_text_width (word, font);
          used = 0;
        }
      g_string_append (line, word);
      used += word_width;
    }
  g_ptr_array_add (lines, g_strdup (line->str));
}

char **
oriel_text_wrap (const char *text, const OrielFont *font, double width)
{
  g_autofree char *valid = g_utf8_make_valid (text, (gssize) strnlen (text, MAX_TEXT_BYTES));
  g_auto (GStrv) paragraphs = g_strsplit (valid, "\n", -1);
  GPtrArray *lines = g_ptr_array_new ();

  for (guint i = 0; paragraphs[i] != NULL; i++)
    wrap_paragraph (lines, paragraphs[i], font, width);
  g_ptr_array_add (lines, NULL);
  return (char **) g_ptr_array_free (lines, FALSE);
}

void
oriel_text_show (cairo_t *cr, const char *text, const OrielFont *font, double x, double y)
{
  static PangoContext *show_context; /* follows the target's matrix, so it is one of its own */
  PangoLayout *layout;

  g_mutex_lock (&lock);
  if (show_context == NULL)
    show_context = context_new ();
  pango_cairo_update_context (cr, show_context);
  layout = layout_new (show_context, text, font, TRUE);
  cairo_move_to (cr, x, y);
  pango_cairo_show_layout_line (cr, pango_layout_get_line_readonly (layout, 0));
  g_object_unref (layout);
  g_mutex_unlock (&lock);
}

void
oriel_text_set_fixed_metrics (gboolean fixed)
{
  g_atomic_int_set (&fixed_metrics, fixed);
}
