/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a window shows while nothing is open: the first steps, and what was open lately. */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define ORIEL_TYPE_GREETER (oriel_greeter_get_type ())
G_DECLARE_FINAL_TYPE (OrielGreeter, oriel_greeter, ORIEL, GREETER, AdwBin)

G_END_DECLS
