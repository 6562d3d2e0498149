/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Formatted text as a flat list of blocks with styled runs: what Markdown and the safe part of HTML
 * become before they are laid out. */

#pragma once

#include "viz/text/oriel-code-words.h"

G_BEGIN_DECLS

typedef enum
{
  ORIEL_RICH_BOLD = 1 << 0,
  ORIEL_RICH_ITALIC = 1 << 1,
  ORIEL_RICH_CODE = 1 << 2,
  ORIEL_RICH_STRIKE = 1 << 3,
} OrielRichStyle;

/* A stretch of text of one style. A run of "\n" is a line break. */
typedef struct
{
  char *text;
  guint style; /* of OrielRichStyle */
  char *url;   /* nullable; only safe ones; a GRefString */
} OrielRichRun;

typedef enum
{
  ORIEL_RICH_PARAGRAPH,
  ORIEL_RICH_HEADING,
  ORIEL_RICH_CODE_BLOCK,
  ORIEL_RICH_RULE,
  ORIEL_RICH_TABLE_ROW,
} OrielRichKind;

typedef struct
{
  OrielRichKind kind;
  int level;                         /* headings: 1 to 6 */
  int indent;                        /* depth of lists around it */
  int quote;                         /* depth of quotes around it */
  gboolean tight;                    /* no space below: within a list */
  gboolean header;                   /* table rows */
  gboolean numbered;                 /* code: lines have numbers */
  const OrielCodeLanguage *language; /* code: nullable */
  char *marker;     /* nullable: what stands before it in a list: "•", "2.", "☑" */
  GPtrArray *cells; /* of GPtrArray of OrielRichRun; one, but for table rows */
} OrielRichBlock;

/* Limits of what a text may become. */
#define ORIEL_RICH_MAX_BYTES (1024 * 1024)
#define ORIEL_RICH_MAX_BLOCKS 20000
#define ORIEL_RICH_MAX_DEPTH 24

typedef struct _OrielRichBuilder OrielRichBuilder;

/* A builder without blocks. End with oriel_rich_builder_finish(). */
OrielRichBuilder *oriel_rich_builder_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* Frees the builder and gives its blocks: array of OrielRichBlock, which frees them. */
GPtrArray *oriel_rich_builder_finish (OrielRichBuilder *builder) G_GNUC_WARN_UNUSED_RESULT;

/* Begins a block; what is added next goes into it. `level` is a heading's. */
void oriel_rich_builder_begin (OrielRichBuilder *builder, OrielRichKind kind, int level);

/* Ends the block; text without one begins a paragraph. */
void oriel_rich_builder_end (OrielRichBuilder *builder);

/* Begins another cell of a table row. */
void oriel_rich_builder_next_cell (OrielRichBuilder *builder);

/* Says that the table row is one of headings. */
void oriel_rich_builder_set_header (OrielRichBuilder *builder);

/* Says that the lines of the code block have numbers. */
void oriel_rich_builder_set_numbered (OrielRichBuilder *builder);

/* Says in which language the code block is written; NULL: in none. */
void oriel_rich_builder_set_language (OrielRichBuilder *builder, const OrielCodeLanguage *language);

/* Adds text in the current style; blank text outside a block is ignored. Invalid UTF-8 is
 * mended. */
void oriel_rich_builder_add (OrielRichBuilder *builder, const char *text, gssize length);

/* Adds a line break. */
void oriel_rich_builder_break (OrielRichBuilder *builder);

/* Adds `style` to the current one, or takes it away. Calls nest. */
void oriel_rich_builder_style (OrielRichBuilder *builder, OrielRichStyle style, gboolean on);

/* Begins a link; NULL ends it. Only http, https, mailto and relative URLs are kept. */
void oriel_rich_builder_link (OrielRichBuilder *builder, const char *url);

/* Goes into a list (`ordered` counts from `first`) or out of it. */
void oriel_rich_builder_enter_list (OrielRichBuilder *builder, gboolean ordered, int first);
/* See oriel_rich_builder_enter_list(). */
void oriel_rich_builder_leave_list (OrielRichBuilder *builder);

/* Begins a list's next item; `task` is -1, or whether it is done. */
void oriel_rich_builder_item (OrielRichBuilder *builder, int task);

/* Goes into a quote, or out of it. */
void oriel_rich_builder_quote (OrielRichBuilder *builder, gboolean enter);

/* The blocks as plain text, for screen readers. Free with g_free(). */
char *oriel_rich_text_to_plain (const GPtrArray *blocks) G_GNUC_WARN_UNUSED_RESULT;

/* TRUE for URLs that may be opened: http, https, mailto, and those without a scheme. */
gboolean oriel_rich_url_is_safe (const char *url);

G_END_DECLS
