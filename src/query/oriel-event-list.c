/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See oriel-event-list.h. */

#include "config.h"

#include "query/oriel-event-list.h"

#include <glib/gi18n-lib.h>
#include <string.h>

void
oriel_event_list_init (OrielEventList *list, guint limit)
{
  list->arena = oriel_arena_new ();
  list->events = g_array_new (FALSE, FALSE, sizeof (OrielEvent));
  list->limit = limit;
  list->is_cut = FALSE;
}

void
oriel_event_list_clear (OrielEventList *list)
{
  g_clear_pointer (&list->arena, oriel_arena_free);
  g_clear_pointer (&list->events, g_array_unref);
}

void
oriel_event_list_add (OrielEventList *list, const OrielEvent *event)
{
  if (list->events->len >= list->limit)
    list->is_cut = TRUE;
  else
    g_array_append_val (list->events, *event);
}

const char *
oriel_event_list_text (OrielEventList *list, const char *text)
{
  return text != NULL && *text != '\0' ? oriel_arena_strndup (list->arena, text, -1) : NULL;
}

const char *const *
oriel_event_list_tags (OrielEventList *list, const char *const *texts, guint n)
{
  const char **tags = oriel_arena_new_array (list->arena, const char *, n + 1);
  guint n_tags = 0;

  for (guint i = 0; i < n; i++)
    {
      const char *tag = oriel_event_list_text (list, texts[i]);

      if (tag != NULL)
        tags[n_tags++] = tag;
    }

  tags[n_tags] = NULL;
  return tags;
}

const char *const *
oriel_event_list_split (OrielEventList *list, const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text != NULL ? text : "", ",", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    g_strstrip (parts[i]);
  return oriel_event_list_tags (list, (const char *const *) parts, g_strv_length (parts));
}

static int
compare_events (gconstpointer a, gconstpointer b)
{
  const OrielEvent *x = a;
  const OrielEvent *y = b;

  return (x->time_ms > y->time_ms) - (x->time_ms < y->time_ms);
}

static JsonObject *
meta_new (void)
{
  JsonObject *meta = json_object_new ();

  json_object_set_string_member (meta, "dataTopic", "annotations");
  return meta;
}

static void
take_column (OrielFrame *frame, const char *name, OrielColumn *column)
{
  oriel_frame_add_field (frame, name, NULL, NULL, column);
  oriel_column_unref (column);
}

static gboolean
is_region (const OrielEvent *event)
{
  return event->end_ms != ORIEL_TIME_NULL && event->end_ms != event->time_ms;
}

static void
add_times (OrielFrame *frame, const OrielEvent *events, gsize n)
{
  gint64 *times = g_new (gint64, n);
  gint64 *ends = g_new (gint64, n);
  gint8 *regions = g_new (gint8, n);

  for (gsize i = 0; i < n; i++)
    {
      times[i] = events[i].time_ms;
      ends[i] = events[i].end_ms;
      regions[i] = is_region (&events[i]) ? 1 : 0;
    }

  take_column (frame, "time", oriel_column_new_take (ORIEL_FIELD_TIME, times, n));
  take_column (frame, "timeEnd", oriel_column_new_take (ORIEL_FIELD_TIME, ends, n));
  take_column (frame, "isRegion", oriel_column_new_take (ORIEL_FIELD_BOOLEAN, regions, n));
}

static JsonNode *
tags_node (const char *const *tags)
{
  JsonArray *array = json_array_new ();
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);

  for (guint i = 0; tags != NULL && tags[i] != NULL; i++)
    json_array_add_string_element (array, tags[i]);
  json_node_take_array (node, array);
  return node;
}

static OrielColumn *
tags_column (const OrielEvent *events, gsize n)
{
  JsonNode **nodes = g_new (JsonNode *, n);

  for (gsize i = 0; i < n; i++)
    nodes[i] = tags_node (events[i].tags);

  return oriel_column_new_take (ORIEL_FIELD_OTHER, nodes, n);
}

/* The arena of the texts of several columns. */
typedef struct
{
  OrielArena *arena;
} Texts;

static void
texts_clear (gpointer texts)
{
  oriel_arena_free (((Texts *) texts)->arena);
}

static void
texts_unref (gpointer texts)
{
  g_atomic_rc_box_release_full (texts, texts_clear);
}

/* A column of the texts at `offset` of each event. */
static OrielColumn *
text_column (const GArray *events, gsize offset, const char *fallback, Texts *texts)
{
  const char **column = g_new (const char *, events->len);

  for (guint i = 0; i < events->len; i++)
    {
      const char *text =
        G_STRUCT_MEMBER (const char *, &g_array_index (events, OrielEvent, i), offset);

      column[i] = text != NULL ? text : fallback;
    }

  return oriel_column_new_strings (column, events->len, g_atomic_rc_box_acquire (texts),
                                   texts_unref);
}

static void
add_texts (OrielFrame *frame, const GArray *events, const char *color, Texts *texts)
{
  take_column (frame, "title",
               text_column (events, G_STRUCT_OFFSET (OrielEvent, title), "", texts));
  take_column (frame, "text", text_column (events, G_STRUCT_OFFSET (OrielEvent, text), "", texts));
  take_column (frame, "tags",
               tags_column ((const OrielEvent *) (gpointer) events->data, events->len));
  take_column (frame, "color",
               text_column (events, G_STRUCT_OFFSET (OrielEvent, color), color, texts));
  take_column (frame, "id", text_column (events, G_STRUCT_OFFSET (OrielEvent, id), NULL, texts));
}

OrielFrame *
oriel_event_list_to_frame (OrielEventList *list, const char *name, const char *color)
{
  OrielFrame *frame = oriel_frame_new (NULL, name, list->events->len);
  Texts *texts = g_atomic_rc_box_new0 (Texts);

  texts->arena = g_steal_pointer (&list->arena);
  g_array_sort (list->events, compare_events);
  add_times (frame, (const OrielEvent *) (gpointer) list->events->data, list->events->len);
  add_texts (frame, list->events, oriel_arena_strndup (texts->arena, color, -1), texts);
  texts_unref (texts);

  frame->meta = meta_new ();
  if (list->is_cut)
    {
      g_autofree char *words =
        g_strdup_printf (_ ("Only the first %u events are shown."), list->limit);

      oriel_frame_add_notice (frame, ORIEL_NOTICE_WARNING, words);
    }
  oriel_event_list_clear (list);
  return frame;
}
