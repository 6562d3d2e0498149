/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One variable of a set: its options and choice. For the set alone.
 *
 * What is large, the options and the look-up of them, is shared by reference between copies and
 * never changed: whoever has new options replaces them. */

#pragma once

#include "dashboard/oriel-variables.h"

G_BEGIN_DECLS

/* One variable. The public part is what others see. */
typedef struct
{
  OrielVariableState state;
  GHashTable *by_value;  /* value → OrielVariableOption, borrowed from the options; nullable */
  GHashTable *by_text;   /* the same by texts; there with `by_value` */
  gboolean chosen_early; /* chosen before options were known: survives the first answer */
} OrielVariableEntry;

/* An entry as the dashboard stores the variable; `definition` is borrowed. Free with
 * oriel_variable_entry_free(). */
OrielVariableEntry *
oriel_variable_entry_new (const OrielVariable *definition) G_GNUC_WARN_UNUSED_RESULT;

/* A copy that shares the options. */
OrielVariableEntry *
oriel_variable_entry_copy (const OrielVariableEntry *entry) G_GNUC_WARN_UNUSED_RESULT;

/* Frees an OrielVariableEntry. */
void oriel_variable_entry_free (gpointer entry);

/* Replaces the options; a reference is taken, and nobody changes them from then on. */
void oriel_variable_entry_set_options (OrielVariableEntry *entry, GPtrArray *options);

/* The option of that value, or NULL. */
const OrielVariableOption *oriel_variable_entry_option (const OrielVariableEntry *entry,
                                                        const char *value);

/* Chooses, as oriel_variables_choose() says. */
void oriel_variable_entry_choose (OrielVariableEntry *entry, const char *const *values);

/* Replaces the choice by lists, which are taken. */
void oriel_variable_entry_take_choice (OrielVariableEntry *entry, char **values, char **texts);

/* Keeps of the choice what is among the options, as Grafana does when options arrive. */
void oriel_variable_entry_validate (OrielVariableEntry *entry);

G_END_DECLS
