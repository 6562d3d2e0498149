/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Moment's format strings, cut into tokens; what formatting and reading share. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  ORIEL_DATE_TOKEN_LITERAL, /* text as it stands */
  ORIEL_DATE_TOKEN_FIELD,   /* `YYYY`, `Do`: an index into the table of fields */
  ORIEL_DATE_TOKEN_LONG,    /* `L`, `LT`, `lll`: another format */
} OrielDateTokenKind;

/* The fields; each name says its token. */
typedef enum
{
  ORIEL_DATE_M,
  ORIEL_DATE_Mo,
  ORIEL_DATE_MM,
  ORIEL_DATE_MMM,
  ORIEL_DATE_MMMM,
  ORIEL_DATE_D,
  ORIEL_DATE_Do,
  ORIEL_DATE_DD,
  ORIEL_DATE_DDD,
  ORIEL_DATE_DDDo,
  ORIEL_DATE_DDDD,
  ORIEL_DATE_d,
  ORIEL_DATE_do,
  ORIEL_DATE_dd,
  ORIEL_DATE_ddd,
  ORIEL_DATE_dddd,
  ORIEL_DATE_e,
  ORIEL_DATE_E,
  ORIEL_DATE_w,
  ORIEL_DATE_wo,
  ORIEL_DATE_ww,
  ORIEL_DATE_W,
  ORIEL_DATE_Wo,
  ORIEL_DATE_WW,
  ORIEL_DATE_Q,
  ORIEL_DATE_Qo,
  ORIEL_DATE_N,
  ORIEL_DATE_NNNN,
  ORIEL_DATE_Y,
  ORIEL_DATE_YY,
  ORIEL_DATE_YYYY,
  ORIEL_DATE_YYYYY,
  ORIEL_DATE_YYYYYY,
  ORIEL_DATE_y,
  ORIEL_DATE_yo,
  ORIEL_DATE_yy,
  ORIEL_DATE_yyy,
  ORIEL_DATE_yyyy,
  ORIEL_DATE_gg,
  ORIEL_DATE_gggg,
  ORIEL_DATE_ggggg,
  ORIEL_DATE_GG,
  ORIEL_DATE_GGGG,
  ORIEL_DATE_GGGGG,
  ORIEL_DATE_a,
  ORIEL_DATE_A,
  ORIEL_DATE_h,
  ORIEL_DATE_hh,
  ORIEL_DATE_H,
  ORIEL_DATE_HH,
  ORIEL_DATE_k,
  ORIEL_DATE_kk,
  ORIEL_DATE_hmm,
  ORIEL_DATE_hmmss,
  ORIEL_DATE_Hmm,
  ORIEL_DATE_Hmmss,
  ORIEL_DATE_m,
  ORIEL_DATE_mm,
  ORIEL_DATE_s,
  ORIEL_DATE_ss,
  ORIEL_DATE_S, /* one to nine digits of the fraction; see `length` */
  ORIEL_DATE_x,
  ORIEL_DATE_X,
  ORIEL_DATE_z,
  ORIEL_DATE_zz,
  ORIEL_DATE_Z,
  ORIEL_DATE_ZZ,
} OrielDateField;

typedef struct
{
  OrielDateTokenKind kind;
  OrielDateField field; /* of a FIELD */
  const char *text;     /* of a LITERAL, not zero-ended; of a LONG, the other format */
  gsize length;         /* of `text`, or of the field's own letters */
} OrielDateToken;

/* Cuts the next token off `*cursor`. Returns FALSE at the end. */
gboolean oriel_date_token_next (const char **cursor, OrielDateToken *out);

/* English names, as moment's: month 1 … 12, weekday 0 = Sunday. */
const char *oriel_date_month_name (int month);

/* See oriel_date_month_name(). */
const char *oriel_date_weekday_name (int weekday);

G_END_DECLS
