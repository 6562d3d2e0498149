/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What stands in a tab: plain properties, see the header. */

#include "config.h"

#include "app/widgets/oriel-page.h"

typedef struct
{
  char *uri;
  char *title;
  char *subtitle;
  gboolean loading;
  gboolean settled;

  GtkWidget *controls;  /* a reference */
  AdwBin *narrow_place; /* borrowed: a child of the page */
  GActionGroup *actions;
} OrielPagePrivate;

G_DEFINE_TYPE_WITH_PRIVATE (OrielPage, oriel_page, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_URI,
  PROP_TITLE,
  PROP_SUBTITLE,
  PROP_LOADING,
  N_PROPS
};

static GParamSpec *props[N_PROPS];
static guint settled_signal;

static void
oriel_page_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  OrielPage *self = ORIEL_PAGE (object);

  switch (prop_id)
    {
    case PROP_URI:
      g_value_set_string (value, oriel_page_get_uri (self));
      break;
    case PROP_TITLE:
      g_value_set_string (value, oriel_page_get_title (self));
      break;
    case PROP_SUBTITLE:
      g_value_set_string (value, oriel_page_get_subtitle (self));
      break;
    case PROP_LOADING:
      g_value_set_boolean (value, oriel_page_get_loading (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
oriel_page_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  OrielPage *self = ORIEL_PAGE (object);
  OrielPagePrivate *priv = oriel_page_get_instance_private (self);

  switch (prop_id)
    {
    case PROP_URI:
      priv->uri = g_value_dup_string (value);
      break;
    case PROP_TITLE:
      oriel_page_set_title (self, g_value_get_string (value));
      break;
    case PROP_SUBTITLE:
      oriel_page_set_subtitle (self, g_value_get_string (value));
      break;
    case PROP_LOADING:
      oriel_page_set_loading (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
oriel_page_dispose (GObject *object)
{
  OrielPagePrivate *priv = oriel_page_get_instance_private (ORIEL_PAGE (object));

  g_clear_object (&priv->controls);
  g_clear_object (&priv->actions);

  G_OBJECT_CLASS (oriel_page_parent_class)->dispose (object);
}

static void
oriel_page_finalize (GObject *object)
{
  OrielPagePrivate *priv = oriel_page_get_instance_private (ORIEL_PAGE (object));

  g_free (priv->uri);
  g_free (priv->title);
  g_free (priv->subtitle);

  G_OBJECT_CLASS (oriel_page_parent_class)->finalize (object);
}

static void
oriel_page_class_init (OrielPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = oriel_page_get_property;
  object_class->set_property = oriel_page_set_property;
  object_class->dispose = oriel_page_dispose;
  object_class->finalize = oriel_page_finalize;

  props[PROP_URI] = g_param_spec_string (
    "uri", NULL, NULL, NULL, G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  props[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, "", flags);
  props[PROP_SUBTITLE] = g_param_spec_string ("subtitle", NULL, NULL, "", flags);
  props[PROP_LOADING] = g_param_spec_boolean ("loading", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);

  settled_signal = g_signal_new ("settled", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
oriel_page_init (OrielPage *self)
{
  OrielPagePrivate *priv = oriel_page_get_instance_private (self);

  priv->title = g_strdup ("");
  priv->subtitle = g_strdup ("");
}

const char *
oriel_page_get_uri (OrielPage *self)
{
  OrielPagePrivate *priv = oriel_page_get_instance_private (self);

  return priv->uri;
}

const char *
oriel_page_get_title (OrielPage *self)
{
  OrielPagePrivate *priv = oriel_page_get_instance_private (self);

  return priv->title;
}

void
oriel_page_set_title (OrielPage *self, const char *title)
{
  OrielPagePrivate *priv = oriel_page_get_instance_private (self);

  if (g_strcmp0 (priv->title, title) == 0)
    return;

  g_free (priv->title);
  priv->title = g_strdup (title);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_TITLE]);
}

const char *
oriel_page_get_subtitle (OrielPage *self)
{
  OrielPagePrivate *priv = oriel_page_get_instance_private (self);

  return priv->subtitle;
}

void
oriel_page_set_subtitle (OrielPage *self, const char *subtitle)
{
  OrielPagePrivate *priv = oriel_page_get_instance_private (self);

  if (g_strcmp0 (priv->subtitle, subtitle) == 0)
    return;

  g_free (priv->subtitle);
  priv->subtitle = g_strdup (subtitle);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SUBTITLE]);
}

gboolean
oriel_page_get_loading (OrielPage *self)
{
  OrielPagePrivate *priv = oriel_page_get_instance_private (self);

  return priv->loading;
}

void
oriel_page_set_loading (OrielPage *self, gboolean loading)
{
  OrielPagePrivate *priv = oriel_page_get_instance_private (self);

  loading = !!loading;
  if (priv->loading == loading)
    return;

  priv->loading = loading;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_LOADING]);
}

void
oriel_page_settle (OrielPage *self)
{
  OrielPagePrivate *priv = oriel_page_get_instance_private (self);

  if (priv->settled)
    return;

  priv->settled = TRUE;
  g_signal_emit (self, settled_signal, 0);
}

GtkWidget *
oriel_page_get_controls (OrielPage *self)
{
  OrielPagePrivate *priv = oriel_page_get_instance_private (self);

  return priv->controls;
}

void
oriel_page_set_controls (OrielPage *self, GtkWidget *controls)
{
  OrielPagePrivate *priv = oriel_page_get_instance_private (self);

  g_set_object (&priv->controls, g_object_ref_sink (controls));
  g_object_unref (controls);
}

AdwBin *
oriel_page_get_narrow_place (OrielPage *self)
{
  OrielPagePrivate *priv = oriel_page_get_instance_private (self);

  return priv->narrow_place;
}

void
oriel_page_offer (OrielPage *self, GListStore *offers, gboolean front)
{
  if (ORIEL_PAGE_GET_CLASS (self)->offer)
    ORIEL_PAGE_GET_CLASS (self)->offer (self, offers, front);
}

void
oriel_page_set_narrow_place (OrielPage *self, AdwBin *place)
{
  OrielPagePrivate *priv = oriel_page_get_instance_private (self);

  priv->narrow_place = place;
}

GActionGroup *
oriel_page_get_actions (OrielPage *self)
{
  OrielPagePrivate *priv = oriel_page_get_instance_private (self);

  return priv->actions;
}

void
oriel_page_set_actions (OrielPage *self, GActionGroup *actions)
{
  OrielPagePrivate *priv = oriel_page_get_instance_private (self);

  g_set_object (&priv->actions, actions);
}

void
oriel_page_set_active (OrielPage *self, gboolean active)
{
  OrielPageClass *klass = ORIEL_PAGE_GET_CLASS (self);

  if (klass->set_active)
    klass->set_active (self, active);
}

void
oriel_page_set_narrow (OrielPage *self, gboolean narrow)
{
  OrielPageClass *klass = ORIEL_PAGE_GET_CLASS (self);

  if (klass->set_narrow)
    klass->set_narrow (self, narrow);
}
