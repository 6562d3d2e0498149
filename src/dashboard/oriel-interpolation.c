/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See oriel-interpolation.h. One pass over the text: a lexer finds references, a look-up (scoped,
 * then the dashboard's, then built-in) gives a value, a format writes it.
 */

#include "config.h"

#include "dashboard/oriel-interpolation.h"

#include "base/oriel-json-share.h"
#include "base/oriel-json.h"
#include "dashboard/oriel-filter.h"
#include "dashboard/oriel-interpolation-private.h"
#include "dashboard/oriel-variable-options.h"

#include <string.h>

/* Longest path and format of a reference, so that a text of many that never close costs no more
 * than its length. */
#define MAX_PART_LENGTH 1024

/* One interpolation under way, values that hold references themselves included. */
typedef struct
{
  const OrielInterpolation *how;
  const OrielInterpolation *nested; /* for values that hold references themselves */
  guint n_references;
  guint n_nested; /* of them in values that were inserted */
} Run;

static gboolean
is_word (char c)
{
  return g_ascii_isalnum (c) || c == '_';
}

static gsize
word_length (const char *text)
{
  gsize length = 0;

  while (is_word (text[length]))
    length++;

  return length;
}

/* `["any text"]` at `text`: its length with the brackets, or 0. */
static gsize
quoted_key_length (const char *text)
{
  gsize length = 2;

  if (text[0] != '[' || (text[1] != '"' && text[1] != '\''))
    return 0;

  while (length < MAX_PART_LENGTH && text[length] != '\0' && text[length] != text[1])
    length++;

  return text[length] == text[1] && text[length + 1] == ']' ? length + 2 : 0;
}

/* `[3]` or `[name]` at `text`: its length with the brackets, or 0. */
static gsize
bare_key_length (const char *text)
{
  gsize length = 1;

  if (text[0] != '[')
    return 0;

  length += strcspn (text + 1, "]\"'");
  return text[length] == ']' && length < MAX_PART_LENGTH ? length + 1 : 0;
}

/* `.name` at `text`, and `.name.name`: its length with the points, or 0. */
static gsize
point_length (const char *text)
{
  gsize length = *text == '.' ? 1 + strcspn (text + 1, ":^{}[]") : 0;

  return length > 1 && length < MAX_PART_LENGTH ? length : 0;
}

/* Length of a field path, its first point included. */
static gsize
path_length (const char *text)
{
  gsize length = 0;
  gsize part;

  do
    {
      part = point_length (text + length);
      if (part == 0)
        part = quoted_key_length (text + length);
      if (part == 0)
        part = bare_key_length (text + length);
      length += part;
    }
  while (part > 0 && length < MAX_PART_LENGTH);

  return length;
}

/* Length of a format with its arguments: up to the closing brace. */
static gsize
format_length (const char *text)
{
  gsize length = 0;

  while (length < MAX_PART_LENGTH && text[length] != '\0' && text[length] != '}')
    length++;

  return length;
}

/* `${name.path:format}` at `text`. */
static gboolean
read_braces (const char *text, OrielReference *out)
{
  const char *p = text + 2;

  *out = (OrielReference){ .start = text, .name = p, .name_length = word_length (p) };
  p += out->name_length;
  if (out->name_length == 0)
    return FALSE;

  out->path_length = path_length (p);
  if (out->path_length > 0)
    {
      gsize point = *p == '.' ? 1 : 0;

      out->path = p + point;
      p += out->path_length;
      out->path_length -= point;
    }

  if (*p == ':')
    {
      out->format = p + 1;
      out->format_length = format_length (out->format);
      p = out->format + out->format_length;
      if (out->format_length == 0)
        return FALSE;
    }

  out->end = p + 1;
  return *p == '}';
}

/* `[[name:format]]` at `text`. */
static gboolean
read_brackets (const char *text, OrielReference *out)
{
  const char *p = text + 2;

  *out = (OrielReference){ .start = text, .name = p, .name_length = word_length (p) };
  p += out->name_length;
  if (out->name_length == 0)
    return FALSE;

  if (*p == ':')
    {
      out->format = p + 1;
      out->format_length = word_length (out->format);
      p = out->format + out->format_length;
      if (out->format_length == 0)
        return FALSE;
    }

  out->end = p + 2;
  return p[0] == ']' && p[1] == ']';
}

/* `$name` at `text`. */
static gboolean
read_plain (const char *text, OrielReference *out)
{
  *out = (OrielReference){ .start = text, .name = text + 1, .name_length = word_length (text + 1) };
  out->end = out->name + out->name_length;

  return out->name_length > 0;
}

gboolean
oriel_reference_find (const char *text, OrielReference *out)
{
  for (text += strcspn (text, "$["); *text != '\0'; text += 1 + strcspn (text + 1, "$["))
    {
      if (*text == '$' && read_plain (text, out))
        return TRUE;
      if (text[0] == '$' && text[1] == '{' && read_braces (text, out))
        return TRUE;
      if (text[0] == '[' && text[1] == '[' && read_brackets (text, out))
        return TRUE;
    }

  return FALSE;
}

/* Kinds that have options, and so properties and several values. */
static gboolean
has_options (const OrielVariable *definition)
{
  switch (definition->kind)
    {
    case ORIEL_VARIABLE_QUERY:
    case ORIEL_VARIABLE_CUSTOM:
    case ORIEL_VARIABLE_DATASOURCE:
    case ORIEL_VARIABLE_GROUPBY:
    case ORIEL_VARIABLE_OTHER:
      return TRUE;
    case ORIEL_VARIABLE_CONSTANT:
    case ORIEL_VARIABLE_INTERVAL:
    case ORIEL_VARIABLE_TEXTBOX:
    case ORIEL_VARIABLE_ADHOC:
    case ORIEL_VARIABLE_SWITCH:
    default:
      return FALSE;
    }
}

/* A custom All value goes into the text as it is; only these formats change it. */
static OrielValue
custom_all (const OrielMacroCall *call, const char *all_value)
{
  OrielFormatContext context = { .name = call->name };
  OrielValue value = { .kind = ORIEL_VALUE_STRING, .text = all_value };
  g_autoptr (GString) encoded = g_string_new (NULL);

  if (g_strcmp0 (call->format, "percentencode") == 0)
    {
      oriel_value_format_append (encoded, &value, "percentencode", &context);
      value.text = oriel_arena_strndup (call->arena, encoded->str, (gssize) encoded->len);
    }
  value.kind = ORIEL_VALUE_READY;

  return value;
}

static OrielValue
list_of_options (const OrielMacroCall *call, GPtrArray *options)
{
  OrielValueItem *items = oriel_arena_new_array (call->arena, OrielValueItem, options->len);

  for (guint i = 0; i < options->len; i++)
    {
      const OrielVariableOption *option = g_ptr_array_index (options, i);

      items[i] = (OrielValueItem){ ORIEL_VALUE_STRING, option->value };
    }

  return (
    OrielValue){ .kind = ORIEL_VALUE_LIST, .text = "", .items = items, .n_items = options->len };
}

static OrielValue
list_of_values (const OrielMacroCall *call, char **values)
{
  guint n = g_strv_length (values);
  OrielValueItem *items = oriel_arena_new_array (call->arena, OrielValueItem, n);

  for (guint i = 0; i < n; i++)
    items[i] = (OrielValueItem){ ORIEL_VALUE_STRING, values[i] };

  return (OrielValue){ .kind = ORIEL_VALUE_LIST, .text = "", .items = items, .n_items = n };
}

/* A property of the option with that value; undefined where it has none. A value that is none of
 * the options stands for itself. */
static OrielValue
property_of (const OrielMacroCall *call, const OrielVariableState *state, const char *value)
{
  const OrielVariableOption *option = oriel_variables_option (state, value);

  if (option == NULL)
    return (OrielValue){ .kind = ORIEL_VALUE_STRING, .text = value };
  if (option->properties == NULL)
    return (OrielValue){ .kind = ORIEL_VALUE_UNDEFINED, .text = "" };

  return oriel_value_from_json_path (option->properties, call->path, call->arena);
}

/* `${list.1}`: one of the values. */
static gboolean
is_index (const char *path, guint n_values, guint64 *out)
{
  *out = g_ascii_strtoull (path, NULL, 10);
  return g_ascii_isdigit (*path) && *out < n_values;
}

/* A path that is no index is a property of each value. */
static OrielValue
path_into_list (const OrielMacroCall *call, const OrielVariableState *state, const OrielValue *list)
{
  OrielValueItem *items;
  guint64 index;

  if (is_index (call->path, list->n_items, &index))
    return (OrielValue){ .kind = list->items[index].kind, .text = list->items[index].text };

  items = oriel_arena_new_array (call->arena, OrielValueItem, list->n_items);
  for (guint i = 0; i < list->n_items; i++)
    {
      OrielValue value = property_of (call, state, list->items[i].text);

      items[i] = (OrielValueItem){ value.kind, value.text };
    }

  return (
    OrielValue){ .kind = ORIEL_VALUE_LIST, .text = "", .items = items, .n_items = list->n_items };
}

/* The value of a variable that has options. */
static OrielValue
chosen_value (const OrielMacroCall *call, const OrielVariableState *state)
{
  const OrielVariable *definition = state->definition;
  gboolean all = oriel_variable_state_is_all (state) &&
                 (definition->include_all || definition->kind == ORIEL_VARIABLE_GROUPBY);
  const char *first = state->values[0] != NULL ? state->values[0] : "";
  OrielValue value;

  if (all && definition->all_value != NULL && *definition->all_value != '\0')
    return custom_all (call, definition->all_value);

  if (all)
    value = list_of_options (call, state->options);
  else if (definition->multi)
    value = list_of_values (call, state->values);
  else if (call->path != NULL)
    return property_of (call, state, first);
  else
    return (OrielValue){ .kind = ORIEL_VALUE_STRING, .text = first };

  return call->path != NULL ? path_into_list (call, state, &value) : value;
}

/* `$__auto` of an interval variable; NULL when there is no range to make it from. */
static char *
auto_interval (const OrielMacroCall *call, const OrielVariable *definition)
{
  const OrielBuiltins *builtins = call->how->builtins;

  if (builtins == NULL)
    return NULL;

  return oriel_variable_auto_interval (&builtins->range, definition->auto_count,
                                       definition->auto_min);
}

static char *
adhoc_expression (const OrielVariableState *state)
{
  JsonArray *filters = oriel_filters_json ((const char *const *) state->values);
  char *expression = oriel_variable_adhoc_expression (filters);

  json_array_unref (filters);
  return expression;
}

/* The value of a variable without options. */
static OrielValue
plain_value (const OrielMacroCall *call, const OrielVariableState *state)
{
  const OrielVariable *definition = state->definition;
  const char *text = state->values[0] != NULL ? state->values[0] : "";
  g_autofree char *made = NULL;

  if (definition->kind == ORIEL_VARIABLE_INTERVAL && strcmp (text, ORIEL_AUTO_VALUE) == 0)
    made = auto_interval (call, definition);
  else if (definition->kind == ORIEL_VARIABLE_ADHOC)
    made = adhoc_expression (state);

  if (made != NULL)
    text = oriel_arena_strndup (call->arena, made, -1);

  return (OrielValue){ .kind = ORIEL_VALUE_STRING, .text = text };
}

static gboolean
format_is (const OrielMacroCall *call, const char *id)
{
  gsize length = strlen (id);

  return call->format != NULL && strncmp (call->format, id, length) == 0 &&
         (call->format[length] == '\0' || call->format[length] == ':');
}

/* The text of `${list.1}`, or of a choice that is none of the options; NULL where the value says
 * it. */
static char *
shown_text_at (const OrielMacroCall *call, const OrielVariableState *state)
{
  gboolean multi = state->definition->multi;
  const OrielVariableOption *option;
  guint64 index = 0;

  if (multi && !is_index (call->path, g_strv_length (state->values), &index))
    return NULL;

  option = state->values[0] != NULL ? oriel_variables_option (state, state->values[index]) : NULL;
  if (multi && option != NULL)
    return g_strdup (option->text);

  return !multi && option == NULL ? g_strjoinv (" + ", state->texts) : NULL;
}

/* The texts of a choice; NULL where the value says it. */
static char *
shown_text (const OrielMacroCall *call, const OrielVariableState *state)
{
  if (!has_options (state->definition))
    return NULL;
  if (oriel_variable_state_is_all (state))
    return g_strdup (ORIEL_ALL_TEXT);

  return call->path == NULL ? g_strjoinv (" + ", state->texts) : shown_text_at (call, state);
}

/* A list of strings for a formatter; free the array, not the strings. */
static const char **
strings_of (const OrielValue *value)
{
  gboolean list = value->kind == ORIEL_VALUE_LIST;
  guint n = list ? value->n_items : 1;
  const char **strings = g_new0 (const char *, n + 1);

  for (guint i = 0; i < n; i++)
    strings[i] = list ? value->items[i].text : value->text;

  return strings;
}

static void
append_formatted (GString *out,
                  const OrielMacroCall *call,
                  const OrielVariableState *state,
                  const OrielValue *value,
                  const OrielFormatContext *context)
{
  const OrielInterpolation *how = call->how;
  g_autofree const char **strings = NULL;
  g_autofree char *formatted = NULL;

  if (call->format != NULL || how->formatter == NULL || value->kind == ORIEL_VALUE_UNDEFINED ||
      value->kind == ORIEL_VALUE_NULL)
    {
      oriel_value_format_append (out, value, call->format, context);
      return;
    }

  strings = strings_of (value);
  formatted = how->formatter (state, strings, how->user_data);
  g_string_append (out, formatted);
}

static void append_text (Run *run, GString *out, const char *text, guint depth);

/* Writes a value; one that is ready is interpolated once more. */
static void
append_value (Run *run,
              GString *out,
              const OrielMacroCall *call,
              const OrielVariableState *state,
              const OrielValue *value,
              const OrielFormatContext *context,
              guint depth)
{
  if (value->kind != ORIEL_VALUE_READY)
    append_formatted (out, call, state, value, context);
  else if (depth < ORIEL_INTERPOLATION_MAX_DEPTH)
    append_text (run, out, value->text, depth + 1);
  else
    g_string_append (out, value->text);
}

static void
append_state (Run *run,
              GString *out,
              const OrielMacroCall *call,
              const OrielVariableState *state,
              guint depth)
{
  g_autofree char *text = NULL;
  g_autofree char *url = NULL;
  OrielFormatContext context = { .name = call->name };
  OrielValue value =
    has_options (state->definition) ? chosen_value (call, state) : plain_value (call, state);

  if (format_is (call, "queryparam"))
    context.query_param = url = oriel_variable_state_to_url (state);
  if (format_is (call, "text"))
    context.text = text = shown_text (call, state);

  /* All has these two forms even where a custom value stands for it. */
  if (value.kind == ORIEL_VALUE_READY && (context.text != NULL || context.query_param != NULL))
    g_string_append (out, context.text != NULL ? context.text : context.query_param);
  else
    append_value (run, out, call, state, &value, &context, depth);
}

/* A scoped value; a path into a plain one is a property of the option it stands for. */
static void
append_scoped (Run *run,
               GString *out,
               const OrielMacroCall *call,
               JsonNode *node,
               const char *text,
               guint depth)
{
  const OrielVariableState *state = oriel_variables_find (call->how->variables, call->name);
  const char *string = oriel_json_node_string (node);
  OrielFormatContext context = { .name = call->name, .text = text };
  OrielValue value;

  if (call->path == NULL)
    value = oriel_value_from_json (node, call->arena);
  else if (string != NULL && state != NULL && oriel_variables_option (state, string) != NULL)
    value = property_of (call, state, string);
  else
    value = oriel_value_from_json_path (node, call->path, call->arena);

  if (call->path != NULL)
    context.text = NULL;
  append_value (run, out, call, state, &value, &context, depth);
}

/* FALSE when nothing has that name, or it has no value here. */
static gboolean
append_macro (Run *run, GString *out, const OrielMacroCall *call, guint depth)
{
  OrielMacroFunc macro = oriel_macro_find (call->name);
  OrielFormatContext context = { .name = call->name };
  OrielValue value = { .kind = ORIEL_VALUE_UNDEFINED, .text = "" };

  if (macro == NULL || !macro (call, &value, &context.text))
    return FALSE;

  append_value (run, out, call, NULL, &value, &context, depth);
  return TRUE;
}

/* Looks a name up and writes what stands for it. */
static gboolean
append_named (Run *run, GString *out, const OrielMacroCall *call, guint depth)
{
  const OrielVariables *variables = call->how->variables;
  const char *text;
  JsonNode *scoped = oriel_variables_get_scoped (variables, call->name, depth > 0, &text);
  const OrielVariableState *state = oriel_variables_find (variables, call->name);

  if (scoped != NULL)
    append_scoped (run, out, call, scoped, text, depth);
  else if (state != NULL)
    append_state (run, out, call, state, depth);
  else
    return append_macro (run, out, call, depth);

  return TRUE;
}

static gboolean
append_reference (Run *run, GString *out, const OrielReference *reference, guint depth)
{
  g_autoptr (OrielArena) arena = oriel_arena_new ();
  const OrielInterpolation *how = depth > 0 ? run->nested : run->how;
  OrielMacroCall call = { .how = how, .arena = arena };
  gssize length = reference->end - reference->start;

  call.match = oriel_arena_strndup (arena, reference->start, length);
  call.name = oriel_arena_strndup (arena, reference->name, (gssize) reference->name_length);
  if (reference->path != NULL)
    call.path = oriel_arena_strndup (arena, reference->path, (gssize) reference->path_length);
  if (reference->format != NULL)
    call.format = oriel_arena_strndup (arena, reference->format, (gssize) reference->format_length);
  else if (how->formatter == NULL)
    call.format = how->format;

  return append_named (run, out, &call, depth);
}

static gboolean
is_exhausted (const Run *run, const GString *out)
{
  return run->n_references >= ORIEL_INTERPOLATION_MAX_REFERENCES ||
         run->n_nested >= ORIEL_INTERPOLATION_MAX_NESTED ||
         out->len >= ORIEL_INTERPOLATION_MAX_BYTES;
}

static void
append_text (Run *run, GString *out, const char *text, guint depth)
{
  OrielReference reference;

  while (!is_exhausted (run, out) && oriel_reference_find (text, &reference))
    {
      run->n_references++;
      run->n_nested += depth > 0;
      g_string_append_len (out, text, reference.start - text);
      if (!append_reference (run, out, &reference, depth))
        g_string_append_len (out, reference.start, reference.end - reference.start);
      text = reference.end;
    }

  g_string_append (out, text);
}

char *
oriel_interpolate (const OrielInterpolation *how, const char *text)
{
  /* As in Grafana, the format, the cell and the request count for the text alone. */
  OrielInterpolation nested = { .variables = how->variables, .builtins = how->builtins };
  Run run = { .how = how, .nested = &nested };
  GString *out = g_string_sized_new (strlen (text) + 32);

  append_text (&run, out, text, 0);

  return g_string_free (out, FALSE);
}

static JsonNode *
interpolate_array (const OrielInterpolation *how, JsonArray *array)
{
  g_autoptr (JsonArray) out = json_array_sized_new (json_array_get_length (array));

  for (guint i = 0; i < json_array_get_length (array); i++)
    json_array_add_element (out, oriel_interpolate_json (how, json_array_get_element (array, i)));

  return json_node_init_array (json_node_alloc (), out);
}

static JsonNode *
interpolate_object (const OrielInterpolation *how, JsonObject *object)
{
  g_autoptr (JsonObject) out = json_object_new ();
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    json_object_set_member (out, name, oriel_interpolate_json (how, node));

  return json_node_init_object (json_node_alloc (), out);
}

JsonNode *
oriel_interpolate_json (const OrielInterpolation *how, JsonNode *node)
{
  const char *string = oriel_json_node_string (node);
  g_autofree char *text = NULL;

  /* The reader's limit on depth bounds this recursion. */
  if (JSON_NODE_HOLDS_OBJECT (node))
    return interpolate_object (how, json_node_get_object (node));
  if (JSON_NODE_HOLDS_ARRAY (node))
    return interpolate_array (how, json_node_get_array (node));
  if (string == NULL)
    return oriel_json_copy_deep (node);

  text = oriel_interpolate (how, string);
  return json_node_init_string (json_node_alloc (), text);
}
