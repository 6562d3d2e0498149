/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Texts of text panels: Markdown, HTML and code of any bytes become blocks with valid text and
 * safe links, within the limits, and can be laid out. The first byte chooses the mode. */

#include "config.h"

#include <string.h>

#include "draw/oriel-text.h"
#include "fuzz.h"
#include "viz/text/oriel-html.h"
#include "viz/text/oriel-markdown.h"
#include "viz/text/oriel-rich-layout.h"

#define MAX_TEXT_BYTES 8192

const FuzzSeed fuzz_seeds[] = {
  FUZZ_SEED ("m# Title\n\nA *b* **c** ~~d~~ `e` [f](https://example.org \"t\") <b>g</b>\n\n---\n"),
  FUZZ_SEED ("m1. a\n2. b\n   - [x] c\n   - [ ] d\n\n> q\n>> r\n\n```c\ncode\n```\n"),
  FUZZ_SEED ("m| a | b |\n|---|:-:|\n| 1 | 2 |\n\nhttp://example.org www.example.org\n"),
  FUZZ_SEED ("m[a](javascript:x) ![i](data:image/png;base64,) &amp; &#65; &#x110000;\n"),
  FUZZ_SEED ("h<h1>T</h1><p>a<br>b<a href='https://example.org'>c</a><script>x</script>"),
  FUZZ_SEED ("h<table><tr><th>a</th></tr><tr><td>1</td></tr></table><ul><li>x<ol><li>y</ul>"),
  FUZZ_SEED ("h<div class=\"<\">&lt;&nope;&#0;<!-- c --><img alt=\"\xff\"><pre>a\n b</pre>"),
  FUZZ_SEED ("m\xff\xfe * \xe2\x82\n    code\n\n* * *\n[a]: /b\n[a]"),
  FUZZ_SEEDS_END,
};

static GPtrArray *
parse (char mode, const char *text)
{
  OrielRichBuilder *builder;

  if (mode != 'h')
    return oriel_markdown_parse (text);

  builder = oriel_rich_builder_new ();
  oriel_html_add (builder, text, -1);
  return oriel_rich_builder_finish (builder);
}

static void
check_block (const OrielRichBlock *block)
{
  g_assert_cmpuint (block->cells->len, >, 0);
  g_assert_cmpint (block->indent, <=, ORIEL_RICH_MAX_DEPTH);
  g_assert_cmpint (block->quote, <=, ORIEL_RICH_MAX_DEPTH);
  for (guint c = 0; c < block->cells->len; c++)
    {
      const GPtrArray *runs = g_ptr_array_index (block->cells, c);

      for (guint i = 0; i < runs->len; i++)
        {
          const OrielRichRun *run = g_ptr_array_index (runs, i);

          g_assert_true (g_utf8_validate (run->text, -1, NULL));
          g_assert_true (run->url == NULL || oriel_rich_url_is_safe (run->url));
          g_assert_true (run->url == NULL || g_utf8_validate (run->url, -1, NULL));
        }
    }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *text = NULL;
  g_autofree char *plain = NULL;
  g_autoptr (GPtrArray) blocks = NULL;

  if (size == 0 || size > MAX_TEXT_BYTES)
    return 0;

  text = g_strndup ((const char *) data + 1, size - 1);
  blocks = parse ((char) data[0], text);
  g_assert_cmpuint (blocks->len, <=, ORIEL_RICH_MAX_BLOCKS);
  for (guint i = 0; i < blocks->len; i++)
    check_block (g_ptr_array_index (blocks, i));

  oriel_text_set_fixed_metrics (TRUE);
  plain = oriel_rich_text_to_plain (blocks);
  g_assert_true (g_utf8_validate (plain, -1, NULL));
  {
    g_autoptr (OrielScene) scene = oriel_scene_new (300, 200);

    g_assert_cmpfloat (oriel_rich_layout (blocks, oriel_theme_get (TRUE), 300, 0, scene), >=, 0);
  }
  return 0;
}
