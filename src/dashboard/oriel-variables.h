/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The state of a dashboard's variables, and interpolation of texts with it.
 *
 * A set is a value: whoever changes a variable makes a new set or changes one that is not
 * shared yet; plans and panels keep the set they were made with. */

#pragma once

#include "base/oriel-time-range.h"
#include "dashboard/oriel-dashboard.h"
#include "field/oriel-theme.h"
#include "frame/oriel-frame.h"

G_BEGIN_DECLS

#define ORIEL_ALL_VALUE "$__all"
#define ORIEL_ALL_TEXT "All"
#define ORIEL_AUTO_VALUE "$__auto"

/* One variable with its options and choice. */
typedef struct
{
  const OrielVariable *definition; /* borrowed from the dashboard that the set holds */
  GPtrArray *options;              /* of OrielVariableOption, without All */
  char **values;                   /* the choice; { "$__all", NULL } for All */
  char **texts;
  char *error;     /* nullable: why its options could not be had */
  gboolean loaded; /* its options are known */
} OrielVariableState;

typedef struct _OrielVariables OrielVariables;

/* The state that the dashboard stores. Holds a reference of it. */
OrielVariables *oriel_variables_new (OrielDashboard *dashboard) G_GNUC_WARN_UNUSED_RESULT;

/* A set of `definitions` (of OrielVariable; a reference is taken) without a dashboard. */
OrielVariables *
oriel_variables_new_for_definitions (GPtrArray *definitions) G_GNUC_WARN_UNUSED_RESULT;

/* A copy that may be changed. Options are shared, so it is cheap. */
OrielVariables *oriel_variables_copy (const OrielVariables *variables) G_GNUC_WARN_UNUSED_RESULT;

/* Takes a reference. Any thread. */
OrielVariables *oriel_variables_ref (OrielVariables *variables);

/* Drops a reference; nullable. Any thread. */
void oriel_variables_unref (OrielVariables *variables);

/* Number of variables, in the dashboard's order. */
guint oriel_variables_get_n (const OrielVariables *variables);

/* The state at `index`. */
const OrielVariableState *oriel_variables_get (const OrielVariables *variables, guint index);

/* The state of `name`, or NULL. */
const OrielVariableState *oriel_variables_find (const OrielVariables *variables, const char *name);

/* Chooses values (NULL-ended; "$__all" alone is All, and so is "All" as text where all can be
 * chosen). Texts come from the options. FALSE when there is no such variable. */
gboolean
oriel_variables_choose (OrielVariables *variables, const char *name, const char *const *values);

/* Gives a query variable the raw values its source answered (texts, and values where they
 * differ, nullable): applies regex, sort, duplicates; keeps the choice where it still exists,
 * else takes Grafana's default (first, All). Returns TRUE when the choice changed. */
gboolean oriel_variables_set_answer (OrielVariables *variables,
                                     const char *name,
                                     const char *const *texts,
                                     const char *const *values);

/* As oriel_variables_set_answer(), with options ready made (of OrielVariableOption; a reference is
 * taken), which may have properties. */
gboolean oriel_variables_set_answer_options (OrielVariables *variables,
                                             const char *name,
                                             GPtrArray *options);

/* TRUE when All is chosen. */
gboolean oriel_variable_state_is_all (const OrielVariableState *state);

/* The value's place in an URL: `var-name=a&var-name=b`; NULL for a variable that has none. Free
 * with g_free(). */
char *oriel_variable_state_to_url (const OrielVariableState *state) G_GNUC_WARN_UNUSED_RESULT;

/* Says that its options could not be had. */
void oriel_variables_set_error (OrielVariables *variables, const char *name, const char *error);

/* Scoped values, before the dashboard's: repeats, `__interval`, `__series`. Names to texts. */
void oriel_variables_set_scoped (OrielVariables *variables,
                                 const char *name,
                                 const char *text,
                                 const char *value);

/* Whether any variable belongs to a row or tab. */
gboolean oriel_variables_has_sections (const OrielVariables *variables);

/* Makes the variables of a row or tab known by the names that its panels call them. Those of the
 * same name that were known before are hidden. */
void oriel_variables_enter_section (OrielVariables *variables, const OrielPanel *section);

/* Values of one request (Grafana's scopedVars), with any JSON value (nullable: null): objects are
 * reached by paths, `${name.a.b}`. Unlike those above they are not seen by values that are
 * interpolated themselves. */
void oriel_variables_set_request_value (OrielVariables *variables,
                                        const char *name,
                                        const char *text,
                                        JsonNode *value);

/* The scoped value of that name, or NULL; `text` (nullable) receives its text, which is NULL when
 * it has none. `without_request` leaves out the values of requests. Both are borrowed. */
JsonNode *oriel_variables_get_scoped (const OrielVariables *variables,
                                      const char *name,
                                      gboolean without_request,
                                      const char **text);

/* The option of that value, lent, or NULL. */
const OrielVariableOption *oriel_variables_option (const OrielVariableState *state,
                                                   const char *value);

/* Names of the variables that `text` mentions, among those of the set. NULL-ended; free with
 * g_strfreev(). */
char **oriel_variables_mentioned (const OrielVariables *variables,
                                  const char *text) G_GNUC_WARN_UNUSED_RESULT;

/* Indexes of all variables so that each comes after those it mentions. Array of guint; a
 * circle is broken at the variable that closes it. */
GArray *oriel_variables_order (const OrielVariables *variables) G_GNUC_WARN_UNUSED_RESULT;

/* What built-in variables are made from. */
typedef struct
{
  OrielTimeSpan range;
  const char *raw_from, *raw_to; /* nullable */
  const OrielTimeZone *zone;
  gint64 interval_ms;      /* $__interval; 0: unknown */
  gint64 rate_interval_ms; /* $__rate_interval; 0: unknown */
  const char *dashboard_title, *dashboard_uid;
  const char *user_login, *user_email, *org_name; /* nullable */

  /* What follows may stay zero. */
  const char *user_id, *org_id, *namespace; /* nullable */
  const char *url;      /* nullable: path and query of the page, for `${__url}` */
  const char *timezone; /* nullable: the zone as chosen, `browser`, `utc`; else the zone's name */
  const OrielTheme *theme; /* nullable: for `${__theme.…}` */
  gboolean is_text;        /* for people, not a query: `$__range` stays, as in Grafana */
} OrielBuiltins;

/* Formats a list of values where the text gives no format of its own; NULL: glob. The answer
 * is freed with g_free(). */
typedef char *(*OrielValueFormatter) (const OrielVariableState *state,
                                      const char *const *values,
                                      gpointer user_data);

/* Replaces every reference in `text`. `builtins` is nullable, then built-ins stay as they are.
 * Free with g_free(). Any thread. */
char *oriel_variables_interpolate (const OrielVariables *variables,
                                   const char *text,
                                   const OrielBuiltins *builtins,
                                   OrielValueFormatter formatter,
                                   gpointer user_data) G_GNUC_WARN_UNUSED_RESULT;

/* The same for every string within a JSON value; returns a new node. */
JsonNode *oriel_variables_interpolate_json (const OrielVariables *variables,
                                            JsonNode *node,
                                            const OrielBuiltins *builtins,
                                            OrielValueFormatter formatter,
                                            gpointer user_data) G_GNUC_WARN_UNUSED_RESULT;

/* The formatter of Prometheus queries: regular expression escapes for lists. `escape` is an
 * OrielPrometheusEscape by GUINT_TO_POINTER; NULL is Grafana's default. */
char *oriel_variables_format_prometheus (const OrielVariableState *state,
                                         const char *const *values,
                                         gpointer escape) G_GNUC_WARN_UNUSED_RESULT;

/* A data link's URL with the macros of a cell (`__value`, `__field`, `__data`, `__series`).
 * `frame`, `field` and `row` name the cell. Free with g_free(). */
char *oriel_variables_link_url (const OrielVariables *variables,
                                const char *template,
                                const OrielBuiltins *builtins,
                                const OrielFrame *frame,
                                int field,
                                int row) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OrielVariables, oriel_variables_unref)

G_END_DECLS
