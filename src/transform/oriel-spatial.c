/* SPDX-License-Identifier: GPL-3.0-or-later */

/* spatial: places as geometry, and what can be calculated of it. Geometry is GeoJSON in a column of
 * any JSON, in degrees. Source of the rules: Grafana's spatial operations; the Earth is a ball of
 * 6,371,008.8 m, as OpenLayers has it. */

#include "config.h"

#include "transform/oriel-transform-private.h"

#include <math.h>
#include <string.h>

#include "base/oriel-json.h"
#include "transform/oriel-gazetteer.h"

#define EARTH_RADIUS_M 6371008.8

/* Longer ones name a place within less than a millimetre. */
#define MAX_GEOHASH 16

/* Positions of one geometry are read so deep: a polygon's are lists of lists. */
#define MAX_DEPTH 6

typedef struct
{
  double longitude, latitude; /* degrees */
} Position;

static double
radians (double degrees)
{
  return degrees * G_PI / 180;
}

/* The centre of the cell that a geohash names; FALSE when it is none. */
static gboolean
decode_geohash (const char *text, Position *out)
{
  static const char digits[] = "0123456789bcdefghjkmnpqrstuvwxyz";
  double low[2] = { -180, -90 }, high[2] = { 180, 90 };
  guint axis = 0;

  if (*text == '\0' || strlen (text) > MAX_GEOHASH)
    return FALSE;

  for (; *text != '\0'; text++)
    {
      const char *digit = strchr (digits, g_ascii_tolower (*text));

      if (digit == NULL)
        return FALSE;
      for (int bit = 4; bit >= 0; bit--, axis ^= 1)
        {
          double middle = (low[axis] + high[axis]) / 2;

          if ((digit - digits) >> bit & 1)
            low[axis] = middle;
          else
            high[axis] = middle;
        }
    }

  *out = (Position){ (low[0] + high[0]) / 2, (low[1] + high[1]) / 2 };
  return TRUE;
}

static JsonArray *
position_to_json (Position position)
{
  JsonArray *array = json_array_sized_new (2);

  json_array_add_double_element (array, position.longitude);
  json_array_add_double_element (array, position.latitude);
  return array;
}

static JsonNode *
geometry_new (const char *type, JsonArray *coordinates)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "type", type);
  json_object_set_array_member (object, "coordinates", coordinates);
  json_node_take_object (node, object);
  return node;
}

static JsonNode *
point_new (Position position)
{
  return geometry_new ("Point", position_to_json (position));
}

/* The box around the positions of a geometry. */
typedef struct
{
  Position min, max;
} Box;

static void
widen_box (Box *box, JsonArray *coordinates, guint depth)
{
  JsonNode *first;
  Position position;

  if (oriel_json_array_length (coordinates) == 0 || depth > MAX_DEPTH)
    return;

  first = json_array_get_element (coordinates, 0);
  if (oriel_json_node_array (first) != NULL)
    {
      for (guint i = 0; i < json_array_get_length (coordinates); i++)
        widen_box (box, oriel_json_node_array (json_array_get_element (coordinates, i)), depth + 1);
      return;
    }
  if (json_array_get_length (coordinates) < 2 || !JSON_NODE_HOLDS_VALUE (first) ||
      !JSON_NODE_HOLDS_VALUE (json_array_get_element (coordinates, 1)))
    return;

  position = (Position){ json_array_get_double_element (coordinates, 0),
                         json_array_get_double_element (coordinates, 1) };
  box->min.longitude = MIN (box->min.longitude, position.longitude);
  box->min.latitude = MIN (box->min.latitude, position.latitude);
  box->max.longitude = MAX (box->max.longitude, position.longitude);
  box->max.latitude = MAX (box->max.latitude, position.latitude);
}

/* The middle of the geometry's box; FALSE when it has no position. */
static gboolean
center_of (JsonNode *geometry, Position *out)
{
  Box box = { { INFINITY, INFINITY }, { -INFINITY, -INFINITY } };

  widen_box (&box, oriel_json_array (oriel_json_node_object (geometry), "coordinates"), 0);
  *out = (Position){ (box.min.longitude + box.max.longitude) / 2,
                     (box.min.latitude + box.max.latitude) / 2 };
  return box.min.longitude <= box.max.longitude && box.min.latitude <= box.max.latitude;
}

/* A column of geometry; takes the nodes. */
static OrielColumn *
geometry_column (JsonNode **nodes, gsize n)
{
  return oriel_column_new_take (ORIEL_FIELD_OTHER, nodes, n);
}

static double
number_at (const OrielField *field, gsize row)
{
  OrielReduced cell = oriel_field_cell (field, row);

  return oriel_cell_is_null (&cell) ? NAN : oriel_cell_number (&cell);
}

static OrielColumn *
points_of_coordinates (const OrielField *longitude, const OrielField *latitude)
{
  gsize n = longitude->column->n_rows;
  JsonNode **nodes = g_new0 (JsonNode *, n);

  for (gsize i = 0; i < n; i++)
    {
      Position position = { number_at (longitude, i), number_at (latitude, i) };

      if (isfinite (position.longitude) && isfinite (position.latitude))
        nodes[i] = point_new (position);
    }

  return geometry_column (nodes, n);
}

static OrielColumn *
points_of_geohashes (const OrielField *field)
{
  gsize n = field->column->n_rows;
  JsonNode **nodes = g_new0 (JsonNode *, n);

  for (gsize i = 0; i < n; i++)
    {
      OrielReduced cell = oriel_field_cell (field, i);
      Position position;

      if (cell.kind == ORIEL_REDUCED_TEXT && decode_geohash (cell.text, &position))
        nodes[i] = point_new (position);
    }

  return geometry_column (nodes, n);
}

static OrielColumn *
points_of_lookups (const OrielField *field, const char *gazetteer)
{
  gsize n = field->column->n_rows;
  JsonNode **nodes = g_new0 (JsonNode *, n);

  for (gsize i = 0; i < n; i++)
    {
      OrielReduced cell = oriel_field_cell (field, i);
      char buffer[ORIEL_NUMBER_BUFFER];
      const OrielPlace *place = NULL;

      if (!oriel_cell_is_null (&cell))
        place = oriel_gazetteer_find (gazetteer, oriel_cell_text (&cell, buffer));
      if (place != NULL)
        nodes[i] = point_new ((Position){ place->longitude, place->latitude });
    }

  return geometry_column (nodes, n);
}

/* The field that the source names under `member`, else the first that is called one of `names`. */
static const OrielField *
find_named (const OrielFrame *frame,
            JsonObject *source,
            const char *member,
            const char *const *names,
            gboolean automatic)
{
  const char *wanted = oriel_json_string (source, member, "");
  OrielNameScope scope;

  oriel_name_scope_init (&scope, (OrielFrame *const[]){ (OrielFrame *) frame }, 1);
  for (guint i = 0; i < frame->fields->len; i++)
    {
      const OrielField *field = oriel_frame_field (frame, i);
      g_autofree char *lower = g_utf8_strdown (field->name, -1);
      g_autofree char *display_name = oriel_field_display_name_in (field, frame, &scope);

      if (!automatic && *wanted != '\0' &&
          (strcmp (field->name, wanted) == 0 || strcmp (display_name, wanted) == 0))
        return field;
      if (automatic && (g_strv_contains (names, lower) || g_strv_contains (names, display_name)))
        return field;
    }

  return NULL;
}

/* TRUE for a column whose first value is geometry. */
static gboolean
is_geometry (const OrielField *field)
{
  for (gsize i = 0; field->column->type == ORIEL_FIELD_OTHER && i < field->column->n_rows; i++)
    if (field->column->nodes[i] != NULL)
      return oriel_json_array (oriel_json_node_object (field->column->nodes[i]), "coordinates") !=
             NULL;

  return FALSE;
}

static const OrielField *
find_geometry (const OrielFrame *frame)
{
  for (guint i = 0; i < frame->fields->len; i++)
    if (is_geometry (oriel_frame_field (frame, i)))
      return oriel_frame_field (frame, i);

  return NULL;
}

/* The geometry of a frame. */
typedef struct
{
  OrielColumn *column; /* nullable: there is none; owned */
  const char *name;
  gboolean derived; /* it is not among the frame's fields yet */
} Geometry;

static Geometry
geometry_of_points (OrielColumn *column)
{
  return (Geometry){ column, "point", TRUE };
}

/* Looks for what the source says, or with `auto` for anything that is a place. */
static Geometry
geometry_of (const OrielFrame *frame, JsonObject *source)
{
  static const char *const latitudes[] = { "latitude", "lat", NULL };
  static const char *const longitudes[] = { "longitude", "lon", "lng", NULL };
  static const char *const geohashes[] = { "geohash", NULL };
  static const char *const lookups[] = { "lookup", NULL };
  const char *mode = oriel_json_string (source, "mode", "auto");
  gboolean automatic = strcmp (mode, "auto") == 0;
  const OrielField *field = automatic ? find_geometry (frame) : NULL;

  if (field != NULL)
    return (Geometry){ oriel_column_ref (field->column), field->name, FALSE };

  if (automatic || strcmp (mode, "coords") == 0)
    {
      const OrielField *latitude = find_named (frame, source, "latitude", latitudes, automatic);
      const OrielField *longitude = find_named (frame, source, "longitude", longitudes, automatic);

      if (latitude != NULL && longitude != NULL)
        return geometry_of_points (points_of_coordinates (longitude, latitude));
    }
  if (automatic || strcmp (mode, "geohash") == 0)
    field = find_named (frame, source, "geohash", geohashes, automatic);
  if (field != NULL)
    return geometry_of_points (points_of_geohashes (field));

  if (automatic || strcmp (mode, "lookup") == 0)
    field = find_named (frame, source, "lookup", lookups, automatic);
  if (field == NULL && !automatic && strcmp (mode, "lookup") == 0)
    field = oriel_frame_first_field (frame, ORIEL_FIELD_STRING, NULL);
  if (field == NULL)
    return (Geometry){ NULL, NULL, FALSE };

  return (Geometry){ points_of_lookups (field, oriel_json_string (source, "gazetteer", NULL)),
                     "Geometry", TRUE };
}

/* Geometry is not for tooltips. */
static OrielFieldConfig *
hidden_config (void)
{
  OrielFieldConfig *config = oriel_field_config_new ();
  JsonObject *hide = json_object_new ();

  config->custom = json_object_new ();
  json_object_set_boolean_member (hide, "tooltip", TRUE);
  json_object_set_object_member (config->custom, "hideFrom", hide);
  return config;
}

static void
add_geometry (OrielFrame *frame, const char *name, OrielColumn *column)
{
  g_autoptr (OrielFieldConfig) config = hidden_config ();

  oriel_frame_add_field (frame, name, NULL, config, column);
}

/* The direction from each place to the next, in degrees from north; the last keeps the one that
 * led to it. */
static double *
headings (const OrielColumn *geometry)
{
  gsize n = geometry->n_rows;
  double *degrees = g_new (double, n);
  Position previous, next;
  gboolean has_previous = n > 0 && center_of (geometry->nodes[0], &previous);

  for (gsize i = 0; i < n; i++)
    degrees[i] = n > 1 ? oriel_undefined () : 0;

  for (gsize i = 1; i < n; i++)
    {
      double angle;

      if (!has_previous || !center_of (geometry->nodes[i], &next))
        continue;
      angle =
        atan2 (next.longitude - previous.longitude, next.latitude - previous.latitude) * 180 / G_PI;
      degrees[i - 1] = degrees[i] = angle < 0 ? angle + 360 : angle;
    }

  return degrees;
}

static gboolean
read_position (JsonArray *line, guint index, Position *out)
{
  JsonArray *pair = index < oriel_json_array_length (line)
                      ? oriel_json_node_array (json_array_get_element (line, index))
                      : NULL;

  if (oriel_json_array_length (pair) < 2 ||
      !JSON_NODE_HOLDS_VALUE (json_array_get_element (pair, 0)) ||
      !JSON_NODE_HOLDS_VALUE (json_array_get_element (pair, 1)))
    return FALSE;

  *out =
    (Position){ json_array_get_double_element (pair, 0), json_array_get_double_element (pair, 1) };
  return TRUE;
}

/* The way along a line over the ball (haversine), in metres. */
static double
length_of_line (JsonArray *line)
{
  double length = 0;
  Position a, b;

  for (guint i = 1; i < oriel_json_array_length (line); i++)
    {
      double across, along, half;

      if (!read_position (line, i - 1, &a) || !read_position (line, i, &b))
        continue;
      across = sin (radians (b.latitude - a.latitude) / 2);
      along = sin (radians (b.longitude - a.longitude) / 2);
      half =
        across * across + along * along * cos (radians (a.latitude)) * cos (radians (b.latitude));
      length += 2 * EARTH_RADIUS_M * atan2 (sqrt (half), sqrt (1 - half));
    }

  return length;
}

/* The area that a ring encloses on the ball, in square metres, its sign by its turn. */
static double
area_of_ring (JsonArray *ring)
{
  guint n = oriel_json_array_length (ring);
  double area = 0;
  Position a, b;

  for (guint i = 0; i < n; i++)
    if (read_position (ring, i, &a) && read_position (ring, (i + 1) % n, &b))
      area += radians (b.longitude - a.longitude) *
              (2 + sin (radians (a.latitude)) + sin (radians (b.latitude)));

  return area * EARTH_RADIUS_M * EARTH_RADIUS_M / 2;
}

/* The first ring, without its holes. */
static double
area_of_polygon (JsonArray *rings)
{
  double area = 0;

  for (guint i = 0; i < oriel_json_array_length (rings); i++)
    {
      double ring = fabs (area_of_ring (oriel_json_node_array (json_array_get_element (rings, i))));

      area = i == 0 ? ring : area - ring;
    }

  return area;
}

static double
area_of (JsonArray *coordinates, const char *type)
{
  double area = 0;

  if (strcmp (type, "Polygon") == 0)
    return area_of_polygon (coordinates);
  for (guint i = 0; strcmp (type, "MultiPolygon") == 0 && i < oriel_json_array_length (coordinates);
       i++)
    area += area_of_polygon (oriel_json_node_array (json_array_get_element (coordinates, i)));

  return area;
}

/* Of areas their edge. */
static double
length_of (JsonArray *coordinates, const char *type)
{
  double length = 0;

  if (strcmp (type, "LineString") == 0)
    return length_of_line (coordinates);
  for (guint i = 0; (strcmp (type, "Polygon") == 0 || strcmp (type, "MultiLineString") == 0) &&
                    i < oriel_json_array_length (coordinates);
       i++)
    length += length_of_line (oriel_json_node_array (json_array_get_element (coordinates, i)));

  return length;
}

static double *
measures (const OrielColumn *geometry, double (*measure) (JsonArray *coordinates, const char *type))
{
  double *values = g_new (double, geometry->n_rows);

  for (gsize i = 0; i < geometry->n_rows; i++)
    {
      JsonObject *object = oriel_json_node_object (geometry->nodes[i]);

      values[i] = object != NULL ? measure (oriel_json_array (object, "coordinates"),
                                            oriel_json_string (object, "type", ""))
                                 : oriel_undefined ();
    }

  return values;
}

static void
add_calculation (OrielFrame *frame, const OrielColumn *geometry, JsonObject *options)
{
  const char *calculation = oriel_json_string (options, "calc", "heading");
  const char *unit = "degree";
  g_autoptr (OrielFieldConfig) config = oriel_field_config_new ();
  g_autoptr (OrielColumn) column = NULL;
  double *values;

  if (strcmp (calculation, "area") == 0)
    {
      values = measures (geometry, area_of);
      unit = "areaM2";
    }
  else if (strcmp (calculation, "distance") == 0)
    {
      values = measures (geometry, length_of);
      unit = "lengthm";
    }
  else
    values = headings (geometry);

  config->unit = g_strdup (unit);
  column = oriel_column_from_numbers (values, frame->n_rows);
  oriel_frame_add_field (frame, oriel_json_string (options, "field", calculation), NULL, config,
                         column);
}

static void
copy_fields (OrielFrame *to, const OrielFrame *frame)
{
  for (guint i = 0; i < frame->fields->len; i++)
    oriel_frame_add_copy (to, oriel_frame_field (frame, i), NULL);
}

/* The frame with its geometry in front, and what is calculated of it behind. */
static OrielFrame *
prepared_frame (const OrielFrame *frame, const Geometry *geometry, JsonObject *options)
{
  OrielFrame *result = oriel_frame_new_like (frame, frame->n_rows);

  if (geometry->derived)
    add_geometry (result, geometry->name, geometry->column);
  copy_fields (result, frame);
  if (strcmp (oriel_json_string (options, "action", "prepare"), "calculate") == 0)
    add_calculation (result, geometry->column, oriel_json_object (options, "calculate"));

  return result;
}

/* One row: the line through all places. */
static OrielFrame *
line_frame (const OrielFrame *frame, const Geometry *geometry)
{
  gboolean renamed = g_ascii_strcasecmp (geometry->name, "point") == 0;
  OrielFrame *result = oriel_frame_new_like (frame, 1);
  JsonArray *coordinates = json_array_new ();
  JsonNode **nodes = g_new (JsonNode *, 1);
  g_autoptr (OrielColumn) column = geometry_column (nodes, 1);

  for (gsize i = 0; i < geometry->column->n_rows; i++)
    {
      Position position;

      if (center_of (geometry->column->nodes[i], &position))
        json_array_add_array_element (coordinates, position_to_json (position));
    }

  nodes[0] = geometry_new ("LineString", coordinates);
  add_geometry (result, renamed ? "Line" : geometry->name, column);
  return result;
}

/* A line in each row, from one place to the other. */
static OrielFrame *
lines_frame (const OrielFrame *frame, const Geometry *from, const Geometry *to)
{
  OrielFrame *result = oriel_frame_new_like (frame, frame->n_rows);
  JsonNode **nodes = g_new0 (JsonNode *, frame->n_rows);
  g_autoptr (OrielColumn) column = geometry_column (nodes, frame->n_rows);

  for (gsize i = 0; i < frame->n_rows; i++)
    {
      Position a, b;
      JsonArray *coordinates;

      if (!center_of (from->column->nodes[i], &a) || !center_of (to->column->nodes[i], &b))
        continue;
      coordinates = json_array_new ();
      json_array_add_array_element (coordinates, position_to_json (a));
      json_array_add_array_element (coordinates, position_to_json (b));
      nodes[i] = geometry_new ("LineString", coordinates);
    }

  add_geometry (result, "Geometry", column);
  copy_fields (result, frame);
  return result;
}

/* NULL when the frame stays as it is. */
static OrielFrame *
modified_frame (const OrielFrame *frame, const Geometry *geometry, JsonObject *modify)
{
  const char *operation = oriel_json_string (modify, "op", "");
  OrielFrame *result = NULL;

  if (strcmp (operation, "asLine") == 0)
    return line_frame (frame, geometry);

  if (strcmp (operation, "lineBuilder") == 0)
    {
      Geometry target = geometry_of (frame, oriel_json_object (modify, "target"));

      if (target.column != NULL)
        result = lines_frame (frame, geometry, &target);
      oriel_column_unref (target.column);
    }

  return result;
}

static OrielFrame *
transform_frame (OrielFrame *frame, JsonObject *options)
{
  Geometry geometry = geometry_of (frame, oriel_json_object (options, "source"));
  OrielFrame *result = NULL;

  if (geometry.column == NULL)
    return oriel_frame_ref (frame);

  if (strcmp (oriel_json_string (options, "action", "prepare"), "modify") == 0)
    result = modified_frame (frame, &geometry, oriel_json_object (options, "modify"));
  else
    result = prepared_frame (frame, &geometry, options);

  oriel_column_unref (geometry.column);
  return result != NULL ? result : oriel_frame_ref (frame);
}

GPtrArray *
oriel_transform_spatial (JsonObject *options,
                         GPtrArray *frames,
                         const OrielTransformContext *context,
                         GError **error)
{
  GPtrArray *results = oriel_frames_new ();

  for (guint i = 0; i < frames->len; i++)
    g_ptr_array_add (results, transform_frame (g_ptr_array_index (frames, i), options));

  return results;
}
