/* SPDX-License-Identifier: GPL-3.0-or-later */

/* YAML as JSON nodes and back, for files that tools and people write: provisioning, dashboards as
 * code.
 *
 * Plain scalars get the types of YAML's core schema; keys that are no strings become their text.
 * Aliases are resolved, up to a limit of nodes in all. */

#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define ORIEL_YAML_ERROR (oriel_yaml_error_quark ())

typedef enum
{
  ORIEL_YAML_ERROR_SYNTAX,    /* not YAML; the message has line and column */
  ORIEL_YAML_ERROR_TOO_LARGE, /* over ORIEL_YAML_MAX_NODES, or too deep */
} OrielYamlError;

#define ORIEL_YAML_MAX_NODES 500000
#define ORIEL_YAML_MAX_DEPTH 100

/* The error domain of this file. */
GQuark oriel_yaml_error_quark (void);

/* Reads the first document of `length` bytes (-1: up to the zero). `name` (nullable) is what the
 * message calls the text. An empty document is null. Free with json_node_unref(). NULL with
 * `error`. Any thread. */
JsonNode *oriel_yaml_parse (const char *name, const char *text, gssize length, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* `node` as a YAML document of blocks. Free with g_free(). Any thread. */
char *oriel_yaml_to_text (JsonNode *node) G_GNUC_WARN_UNUSED_RESULT;

/* Parts of one, added to `out`, whose line has `indent` blanks before what is written first: a
 * value alone, with what separates it from its key, a member, an element. Any thread. */
void oriel_yaml_write_block (GString *out, JsonNode *value, guint indent);
void oriel_yaml_write_value (GString *out, JsonNode *value, guint indent);
void oriel_yaml_write_member (GString *out, const char *name, JsonNode *value, guint indent);
void oriel_yaml_write_element (GString *out, JsonNode *value, guint indent);

G_END_DECLS
