/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See oriel-annotation-events.h. */

#include "config.h"

#include "query/oriel-annotation-events.h"

#include <math.h>

#include "base/oriel-json.h"
#include "base/oriel-regex.h"
#include "field/oriel-names.h"
#include "query/oriel-event-list.h"

/* Times beyond these are no times of events. */
#define MAX_TIME_MS 8.64e15

/* Of null too. */
static gboolean
is_time (gint64 time_ms)
{
  return time_ms >= (gint64) -MAX_TIME_MS && time_ms <= (gint64) MAX_TIME_MS;
}

/* --- series --- */

static const char *const *
tags_of_labels (OrielEventList *list, const OrielLabels *labels, char **keys)
{
  guint n = labels != NULL ? labels->n : 0;
  g_autofree const char **values = g_new0 (const char *, n + 1);
  guint n_tags = 0;

  for (guint i = 0; i < n; i++)
    if (g_strv_contains ((const char *const *) keys, labels->items[i].name))
      values[n_tags++] = labels->items[i].value;

  return oriel_event_list_tags (list, values, n_tags);
}

/* The moment that a sample stands for; FALSE when nothing happened then. */
static gboolean
moment_of (gint64 time_ms, double value, gboolean value_is_time, gint64 *moment)
{
  *moment = time_ms;
  if (!value_is_time)
    return value > 0 && is_time (time_ms);

  if (!(fabs (value) <= MAX_TIME_MS))
    return FALSE;
  *moment = (gint64) floor (value);
  return TRUE;
}

/* `event` has the texts of its series. */
static void
add_series (OrielEventList *list,
            const OrielFrame *frame,
            OrielEvent *event,
            gboolean value_is_time,
            gint64 step_ms)
{
  const gint64 *times = oriel_frame_field (frame, 0)->column->times;
  const double *values = oriel_frame_field (frame, 1)->column->numbers;
  gboolean is_open = FALSE;
  gint64 moment;

  for (gsize i = 0; i < frame->n_rows; i++)
    {
      if (!moment_of (times[i], values[i], value_is_time, &moment))
        continue;

      if (is_open && event->end_ms >= moment - step_ms)
        {
          event->end_ms = moment;
          continue;
        }
      if (is_open)
        oriel_event_list_add (list, event);
      event->time_ms = event->end_ms = moment;
      is_open = TRUE;
    }

  if (is_open)
    oriel_event_list_add (list, event);
}

static gboolean
is_series (const OrielFrame *frame)
{
  return frame->fields->len >= 2 && oriel_frame_field (frame, 0)->type == ORIEL_FIELD_TIME &&
         oriel_frame_field (frame, 1)->type == ORIEL_FIELD_NUMBER &&
         g_strcmp0 (oriel_json_string (frame->meta, "dataTopic", NULL), "annotations") != 0;
}

OrielFrame *
oriel_annotation_events_of_series (const OrielAnnotation *annotation,
                                   const char *name,
                                   const GPtrArray *frames,
                                   gint64 step_ms)
{
  OrielEventList list;

  oriel_event_list_init (&list, ORIEL_MAX_EVENTS);
  for (guint i = 0; i < frames->len && !list.is_cut; i++)
    {
      const OrielFrame *frame = g_ptr_array_index (frames, i);
      const OrielLabels *labels = is_series (frame) ? oriel_frame_field (frame, 1)->labels : NULL;
      g_autofree char *title = NULL;
      g_autofree char *text = NULL;
      OrielEvent event = { 0 };

      if (!is_series (frame))
        continue;

      title = oriel_legend_format (annotation->title_format, labels);
      text = oriel_legend_format (annotation->text_format, labels);
      event.title = oriel_event_list_text (&list, title);
      event.text = oriel_event_list_text (&list, text);
      event.tags = tags_of_labels (&list, labels, annotation->tag_keys);
      add_series (&list, frame, &event, annotation->value_is_time, step_ms);
    }

  return oriel_event_list_to_frame (&list, name, annotation->color);
}

/* --- tables --- */

typedef enum
{
  MEMBER_TIME,
  MEMBER_TIME_END,
  MEMBER_TITLE,
  MEMBER_TEXT,
  MEMBER_TAGS,
  MEMBER_ID,
  MEMBER_COLOR,
  N_MEMBERS
} Member;

/* A column of an answer becomes a member of the events by its name, or else, where there is one, by
 * its type. */
static const struct
{
  const char *name;
  gboolean has_type;
  OrielFieldType type;
} members[] = {
  [MEMBER_TIME] = { "time", TRUE, ORIEL_FIELD_TIME },
  [MEMBER_TIME_END] = { "timeEnd", FALSE, 0 },
  [MEMBER_TITLE] = { "title", FALSE, 0 },
  [MEMBER_TEXT] = { "text", TRUE, ORIEL_FIELD_STRING },
  [MEMBER_TAGS] = { "tags", FALSE, 0 },
  [MEMBER_ID] = { "id", FALSE, 0 },
  [MEMBER_COLOR] = { "color", FALSE, 0 },
};

/* Where a member comes from: a column, a fixed text, or nowhere. */
typedef struct
{
  const OrielField *field;
  const char *text;
  GRegex *regex; /* nullable: what of the column's text it is */
} Place;

static const OrielField *
find_column (const OrielFrame *frame, const char *wanted)
{
  for (guint i = 0; i < frame->fields->len; i++)
    {
      const OrielField *field = oriel_frame_field (frame, i);
      OrielFrame *all[] = { (OrielFrame *) frame };
      g_autofree char *name = oriel_field_display_name (field, frame, all, 1);

      if (g_ascii_strcasecmp (name, wanted) == 0 || g_ascii_strcasecmp (field->name, wanted) == 0)
        return field;
    }

  return NULL;
}

static void
find_place (JsonObject *mappings, const OrielFrame *frame, Member member, Place *place)
{
  JsonObject *mapping = oriel_json_object (mappings, members[member].name);
  const char *source = oriel_json_string (mapping, "source", "field");
  const char *value = oriel_json_string (mapping, "value", "");
  const char *pattern = oriel_json_string (mapping, "regex", "");

  *place = (Place){ 0 };
  if (g_str_equal (source, "skip"))
    return;
  if (g_str_equal (source, "text"))
    {
      place->text = value;
      return;
    }

  place->field = find_column (frame, *value != '\0' ? value : members[member].name);
  if (place->field == NULL && members[member].has_type)
    place->field = oriel_frame_first_field (frame, members[member].type, NULL);
  if (*pattern != '\0')
    place->regex = oriel_regex_new (pattern, NULL, NULL);
}

/* What the regular expression finds: its first group, else all of it; the text itself where it
 * finds nothing. */
static char *
matched_text (GRegex *regex, const char *text)
{
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *group = NULL;

  if (regex == NULL || !g_regex_match (regex, text, 0, &match))
    return g_strdup (text);

  group = g_match_info_fetch (match, 1);
  return group != NULL && *group != '\0' ? g_steal_pointer (&group) : g_match_info_fetch (match, 0);
}

static char *
number_text (double number)
{
  char text[ORIEL_NUMBER_BUFFER];

  oriel_number_to_string (number, text);
  return g_strdup (text);
}

/* The text of a cell; NULL where there is none. */
static char *
cell_text (const OrielColumn *column, gsize row)
{
  switch (column->type)
    {
    case ORIEL_FIELD_STRING:
      return g_strdup (column->strings[row]);
    case ORIEL_FIELD_NUMBER:
      return oriel_is_null (column->numbers[row]) ? NULL : number_text (column->numbers[row]);
    case ORIEL_FIELD_OTHER:
      return g_strdup (oriel_json_node_string (column->nodes[row]));
    case ORIEL_FIELD_TIME:
    case ORIEL_FIELD_BOOLEAN:
    case ORIEL_FIELD_ENUM:
    case ORIEL_FIELD_FRAME:
    case ORIEL_FIELD_NESTED:
    default:
      return NULL;
    }
}

static const char *
text_at (OrielEventList *list, const Place *place, gsize row)
{
  g_autofree char *text = NULL;
  g_autofree char *matched = NULL;

  if (place->text != NULL)
    return oriel_event_list_text (list, place->text);

  text = place->field != NULL ? cell_text (place->field->column, row) : NULL;
  matched = text != NULL ? matched_text (place->regex, text) : NULL;
  return oriel_event_list_text (list, matched);
}

/* Numbers are ms as well, as some tables have them. */
static gint64
time_at (const Place *place, gsize row)
{
  const OrielColumn *column = place->field != NULL ? place->field->column : NULL;

  if (column != NULL && column->type == ORIEL_FIELD_TIME)
    return is_time (column->times[row]) ? column->times[row] : ORIEL_TIME_NULL;
  if (column != NULL && column->type == ORIEL_FIELD_NUMBER &&
      fabs (column->numbers[row]) <= MAX_TIME_MS)
    return (gint64) column->numbers[row];
  return ORIEL_TIME_NULL;
}

static const char *const *
tags_of_array (OrielEventList *list, JsonArray *array)
{
  guint n = oriel_json_array_length (array);
  g_autofree const char **texts = g_new0 (const char *, n + 1);

  for (guint i = 0; i < n; i++)
    texts[i] = oriel_json_array_string (array, i);
  return oriel_event_list_tags (list, texts, n);
}

static const char *const *
tags_at (OrielEventList *list, const Place *place, gsize row)
{
  const OrielColumn *column = place->field != NULL ? place->field->column : NULL;
  JsonArray *array = column != NULL && column->type == ORIEL_FIELD_OTHER
                       ? oriel_json_node_array (column->nodes[row])
                       : NULL;

  return array != NULL ? tags_of_array (list, array)
                       : oriel_event_list_split (list, text_at (list, place, row));
}

static void
add_row (OrielEventList *list, const Place *places, gsize row)
{
  OrielEvent event = {
    .time_ms = time_at (&places[MEMBER_TIME], row),
    .end_ms = time_at (&places[MEMBER_TIME_END], row),
    .title = text_at (list, &places[MEMBER_TITLE], row),
    .text = text_at (list, &places[MEMBER_TEXT], row),
    .tags = tags_at (list, &places[MEMBER_TAGS], row),
    .color = text_at (list, &places[MEMBER_COLOR], row),
    .id = text_at (list, &places[MEMBER_ID], row),
  };

  if (event.time_ms != ORIEL_TIME_NULL)
    oriel_event_list_add (list, &event);
}

/* `mappings` is nullable: members are in the columns of their name. */
static void
add_table (OrielEventList *list, JsonObject *mappings, const OrielFrame *frame)
{
  Place places[N_MEMBERS];

  for (guint i = 0; i < N_MEMBERS; i++)
    find_place (mappings, frame, (Member) i, &places[i]);
  for (gsize row = 0; row < frame->n_rows && !list->is_cut; row++)
    add_row (list, places, row);
  for (guint i = 0; i < N_MEMBERS; i++)
    g_clear_pointer (&places[i].regex, g_regex_unref);
}

OrielFrame *
oriel_annotation_events_of_tables (const OrielAnnotation *annotation,
                                   const char *name,
                                   const GPtrArray *frames)
{
  OrielEventList list;

  oriel_event_list_init (&list, ORIEL_MAX_EVENTS);
  for (guint i = 0; i < frames->len && !list.is_cut; i++)
    add_table (&list, annotation->mappings, g_ptr_array_index (frames, i));
  return oriel_event_list_to_frame (&list, name, annotation->color);
}

/* --- events inside the dashboard --- */

static gint64
stored_time (JsonObject *object, const char *member)
{
  double ms = oriel_json_number (object, member, NAN);

  return fabs (ms) <= MAX_TIME_MS ? (gint64) ms : ORIEL_TIME_NULL;
}

static void
add_object (OrielEventList *list, JsonObject *object)
{
  OrielEvent event = {
    .time_ms = stored_time (object, "time"),
    .end_ms = stored_time (object, "timeEnd"),
    .title = oriel_event_list_text (list, oriel_json_string (object, "title", NULL)),
    .text = oriel_event_list_text (list, oriel_json_string (object, "text", NULL)),
    .color = oriel_event_list_text (list, oriel_json_string (object, "color", NULL)),
    .tags = tags_of_array (list, oriel_json_array (object, "tags")),
  };

  if (event.time_ms != ORIEL_TIME_NULL)
    oriel_event_list_add (list, &event);
}

OrielFrame *
oriel_annotation_events_of_snapshot (const OrielAnnotation *annotation, const char *name)
{
  OrielEventList list;

  oriel_event_list_init (&list, ORIEL_MAX_EVENTS);
  for (guint i = 0; i < oriel_json_array_length (annotation->snapshot) && !list.is_cut; i++)
    add_object (&list, oriel_json_array_object (annotation->snapshot, i));
  for (guint i = 0; annotation->snapshot_frames != NULL && i < annotation->snapshot_frames->len;
       i++)
    add_table (&list, NULL, g_ptr_array_index (annotation->snapshot_frames, i));
  return oriel_event_list_to_frame (&list, name, annotation->color);
}
