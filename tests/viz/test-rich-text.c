/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Formatted text: Markdown and HTML to blocks, safe links, limits, and its words. */

#include "config.h"

#include <string.h>

#include "base/oriel-json.h"
#include "draw/oriel-text.h"
#include "viz/oriel-viz.h"
#include "viz/text/oriel-html.h"
#include "viz/text/oriel-markdown.h"
#include "viz/text/oriel-rich-layout.h"

static GPtrArray *
parse_html (const char *html)
{
  OrielRichBuilder *builder = oriel_rich_builder_new ();

  oriel_html_add (builder, html, -1);
  return oriel_rich_builder_finish (builder);
}

static void
dump_runs (GString *out, const GPtrArray *runs)
{
  static const char marks[] = { '*', '/', '`', '~' };

  for (guint i = 0; i < runs->len; i++)
    {
      const OrielRichRun *run = g_ptr_array_index (runs, i);

      for (guint bit = 0; bit < G_N_ELEMENTS (marks); bit++)
        if (run->style & (1u << bit))
          g_string_append_c (out, marks[bit]);
      g_string_append (out, run->text);
      if (run->url != NULL)
        g_string_append_printf (out, "<%s>", run->url);
    }
}

/* Blocks in one line each: kind and level, indent, quote, marker, cells. */
static char *
dump (const GPtrArray *blocks)
{
  static const char kinds[] = { 'p', 'h', 'c', 'r', 't' };
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < blocks->len; i++)
    {
      const OrielRichBlock *block = g_ptr_array_index (blocks, i);

      g_string_append_printf (out, "%s%c%d ", i > 0 ? "\n" : "", kinds[block->kind], block->level);
      for (int depth = 0; depth < block->indent; depth++)
        g_string_append_c (out, '.');
      for (int depth = 0; depth < block->quote; depth++)
        g_string_append_c (out, '>');
      if (block->marker != NULL)
        g_string_append_printf (out, "%s ", block->marker);
      for (guint c = 0; c < block->cells->len; c++)
        {
          if (c > 0)
            g_string_append_c (out, '|');
          dump_runs (out, g_ptr_array_index (block->cells, c));
        }
    }
  return g_string_free (out, FALSE);
}

typedef struct
{
  const char *source, *blocks;
} Case;

static void
check_cases (const Case *cases, guint n, GPtrArray *(*parse) (const char *) )
{
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GPtrArray) blocks = parse (cases[i].source);
      g_autofree char *text = dump (blocks);

      g_assert_cmpstr (text, ==, cases[i].blocks);
    }
}

static void
test_markdown (void)
{
  static const Case cases[] = {
    { "", "" },
    { "# A\n\nb", "h1 A\np0 b" },
    { "a *b* **c** `d` ~~e~~", "p0 a /b *c `d ~e" },
    { "- a\n- b\n  1. c", "p0 .• a\np0 .• b\np0 ..1. c" },
    { "- [x] a\n- [ ] b", "p0 .☑ a\np0 .☐ b" },
    { "> a\n>> b", "p0 >a\np0 >>b" },
    { "```\na\n b\n```", "c0 a\n b" },
    { "---", "r0 " },
    { "|a|b|\n|-|-|\n|1|2|", "t0 a|b\nt0 1|2" },
    { "[a](https://example.org)", "p0 a<https://example.org>" },
    { "a <b>c</b>", "p0 a *c" },
  };

  check_cases (cases, G_N_ELEMENTS (cases), oriel_markdown_parse);
}

static void
test_html (void)
{
  static const Case cases[] = {
    { "<h2>a</h2>b", "h2 a\np0 b" },
    { "<P CLASS='x'>a<br/>b</P>", "p0 a\nb" },
    { "<p>a <b>b <i>c</i></b></p>", "p0 a *b */c" },
    { "<ul><li>a</li><li>b</li></ul>", "p0 .• a\np0 .• b" },
    { "a<script>b('</p>')</script><style>c</style>d", "p0 ad" },
    { "<unknown>a</unknown>", "p0 a" },
    { "1 &lt; 2 &amp;&#65;&#x42; &nope;", "p0 1 < 2 &AB &nope;" },
    { "a<!-- b -->c", "p0 ac" },
    { "1 < 2", "p0 1 < 2" },
    { "<a href=\"https://example.org/\">a</a>b", "p0 a<https://example.org/>b" },
  };

  check_cases (cases, G_N_ELEMENTS (cases), parse_html);
}

static void
test_safe_links (void)
{
  static const struct
  {
    const char *url;
    gboolean safe;
  } cases[] = {
    { "https://example.org", TRUE },
    { "HTTP://example.org", TRUE },
    { "mailto:a@example.org", TRUE },
    { "/d/abc", TRUE },
    { "#top", TRUE },
    { "javascript:alert(1)", FALSE },
    { "JavaScript:alert(1)", FALSE },
    { "java\nscript:alert(1)", FALSE },
    { " javascript:alert(1)", FALSE },
    { "data:text/html,x", FALSE },
    { "file:///etc/passwd", FALSE },
    { "\xff", FALSE },
    { "", FALSE },
    { NULL, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (oriel_rich_url_is_safe (cases[i].url), ==, cases[i].safe);
}

/* What would grow without end, or take time that grows with the square of its length. */
static void
test_limits (void)
{
  static const struct
  {
    const char *piece;
    guint times;
  } cases[] = {
    { "> ", 5000 },        { "- ", 5000 }, { "<ul><li>", 20000 }, { "<a \"", 50000 },
    { "<script>", 20000 }, { "[", 20000 }, { "*a ", 20000 },      { "<hr>", 30000 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    for (int html = 0; html < 2; html++)
      {
        g_autoptr (GString) text = g_string_new (NULL);
        g_autoptr (GPtrArray) blocks = NULL;

        for (guint k = 0; k < cases[i].times; k++)
          g_string_append (text, cases[i].piece);
        blocks = html ? parse_html (text->str) : oriel_markdown_parse (text->str);
        g_assert_cmpuint (blocks->len, <=, ORIEL_RICH_MAX_BLOCKS);
      }
}

static OrielVizModel *
text_panel (const char *options)
{
  g_autoptr (JsonNode) node = oriel_json_parse (NULL, options, -1, 1 << 20, NULL);
  OrielVizInput input = { .options = json_node_get_object (node), .theme = oriel_theme_get (TRUE) };

  return oriel_viz_find ("text")->prepare (&input);
}

static gboolean
scene_has_text (const OrielScene *scene, const char *text)
{
  guint n;
  const OrielItem *items = oriel_scene_get_items (scene, &n);

  for (guint i = 0; i < n; i++)
    if (items[i].kind == ORIEL_ITEM_TEXT && g_str_equal (items[i].text.text, text))
      return TRUE;

  return FALSE;
}

static void
test_line_numbers (void)
{
  g_autoptr (OrielVizModel) plain = text_panel ("{\"mode\": \"code\", \"content\": \"a\\nb\"}");
  g_autoptr (OrielVizModel) numbered = text_panel (
    "{\"mode\": \"code\", \"content\": \"a\\nb\", \"code\": {\"showLineNumbers\": true}}");
  g_autoptr (OrielScene) without = plain->klass->layout (plain, 200, 200, NULL);
  g_autoptr (OrielScene) with = numbered->klass->layout (numbered, 200, 200, NULL);

  g_assert_true (scene_has_text (with, "b"));
  g_assert_true (scene_has_text (with, "2"));
  g_assert_false (scene_has_text (without, "2"));
}

static void
test_scrolled (void)
{
  g_autoptr (OrielVizModel) model =
    text_panel ("{\"content\": \"first\\n\\n# a\\n\\n# b\\n\\n# c\\n\\nlast\"}");
  OrielVizState state = { .sort_field = -1, .scroll_y = 130 };
  g_autoptr (OrielScene) top = model->klass->layout (model, 200, 60, NULL);
  g_autoptr (OrielScene) end = model->klass->layout (model, 200, 60, &state);

  g_assert_true (scene_has_text (top, "first"));
  g_assert_false (scene_has_text (top, "last"));
  g_assert_false (scene_has_text (end, "first"));
  g_assert_true (scene_has_text (end, "last"));
  g_assert_cmpfloat (model->klass->content_height (model, 200), >, 150);
}

static void
test_links_are_hit (void)
{
  g_autoptr (OrielVizModel) model = text_panel ("{\"content\": \"[open](https://example.org/)\"}");
  g_autoptr (OrielScene) scene = model->klass->layout (model, 200, 60, NULL);
  const OrielHit *hit = oriel_scene_hit_area_at (scene, 5, 10);

  g_assert_nonnull (hit);
  g_assert_cmpint (hit->kind, ==, ORIEL_HIT_LINK);
  g_assert_cmpstr (hit->url, ==, "https://example.org/");
}

/* The kinds of a line's pieces as letters: k keyword, s string, n number, c comment, m member. */
static char *
kinds_of (const char *language, const char *text)
{
  static const char letters[ORIEL_CODE_N_KINDS + 1] = ".ksncm";
  const OrielCodeLanguage *code = oriel_code_language_find (language);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  OrielCodeState state = { FALSE, FALSE };
  GString *out = g_string_new (NULL);

  for (guint i = 0; lines[i] != NULL; i++)
    for (const char *p = lines[i]; *p != '\0';)
      {
        OrielCodeKind kind;
        gsize n = oriel_code_next (code, &state, lines[i], p, &kind);

        g_assert_cmpuint (n, >, 0);
        g_assert_cmpuint (n, <=, strlen (p));
        if (kind != ORIEL_CODE_PLAIN)
          g_string_append_c (out, letters[kind]);
        p += n;
      }
  return g_string_free (out, FALSE);
}

static void
test_code_words (void)
{
  static const char *const cases[][3] = {
    { "json", "{\"a\": [1, \"b\\\"c\", true]}", "mnsk" },
    { "yaml", "a-b: \"x\" # none\n- c: 2.5", "mscmn" },
    { "sql", "Select 'a' from t -- 5", "kskc" },
    { "go", "func a() { return 1 } /* x\n y */ var", "kkncck" },
    { "html", "<a href=\"x\">text 5</a><!-- b", "kmskkkc" },
    { "markdown", "# Title\na `b` # c", "ks" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *kinds = kinds_of (cases[i][0], cases[i][1]);

      g_assert_cmpstr (kinds, ==, cases[i][2]);
    }
  g_assert_null (oriel_code_language_find ("plaintext"));
  g_assert_null (oriel_code_language_find (NULL));
}

/* Words of their own colour are texts of their own; a text in no language is one. */
static void
test_code_colors (void)
{
  g_autoptr (OrielVizModel) model = text_panel (
    "{\"mode\": \"code\", \"code\": {\"language\": \"json\"}, \"content\": \"{\\\"a\\\": null}\"}");
  g_autoptr (OrielVizModel) plain = text_panel (
    "{\"mode\": \"code\", \"code\": {\"language\": \"plaintext\"}, \"content\": \"a null\"}");
  g_autoptr (OrielScene) scene = model->klass->layout (model, 200, 60, NULL);
  g_autoptr (OrielScene) plain_scene = plain->klass->layout (plain, 200, 60, NULL);

  g_assert_true (scene_has_text (scene, "null"));
  g_assert_true (scene_has_text (scene, "\"a\""));
  g_assert_true (scene_has_text (plain_scene, "a null"));
}

static void
test_words (void)
{
  g_autoptr (OrielVizModel) model =
    text_panel ("{\"content\": \"# Title\\n\\n- a **b**\\n\\n|x|y|\\n|-|-|\\n|1|2|\"}");
  g_autofree char *words = model->klass->describe (model);

  g_assert_cmpstr (words, ==, "Title\n• a b\nx, y\n1, 2");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  oriel_text_set_fixed_metrics (TRUE);

  g_test_add_func ("/viz/rich-text/markdown", test_markdown);
  g_test_add_func ("/viz/rich-text/html", test_html);
  g_test_add_func ("/viz/rich-text/safe-links", test_safe_links);
  g_test_add_func ("/viz/rich-text/limits", test_limits);
  g_test_add_func ("/viz/rich-text/line-numbers", test_line_numbers);
  g_test_add_func ("/viz/rich-text/scrolled", test_scrolled);
  g_test_add_func ("/viz/rich-text/links", test_links_are_hit);
  g_test_add_func ("/viz/rich-text/code-words", test_code_words);
  g_test_add_func ("/viz/rich-text/code-colors", test_code_colors);
  g_test_add_func ("/viz/rich-text/words", test_words);

  return g_test_run ();
}
