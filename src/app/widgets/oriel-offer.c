/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Something that can be gone to or done. */

#include "config.h"

#include "app/widgets/oriel-offer.h"

struct _OrielOffer
{
  GObject parent_instance;

  char *title, *detail, *icon, *action;
  GVariant *target; /* nullable */
};

G_DEFINE_FINAL_TYPE (OrielOffer, oriel_offer, G_TYPE_OBJECT)

static void
oriel_offer_finalize (GObject *object)
{
  OrielOffer *self = ORIEL_OFFER (object);

  g_free (self->title);
  g_free (self->detail);
  g_free (self->icon);
  g_free (self->action);
  g_clear_pointer (&self->target, g_variant_unref);

  G_OBJECT_CLASS (oriel_offer_parent_class)->finalize (object);
}

static void
oriel_offer_class_init (OrielOfferClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = oriel_offer_finalize;
}

static void
oriel_offer_init (OrielOffer *self G_GNUC_UNUSED)
{
}

OrielOffer *
oriel_offer_new (const char *title,
                 const char *detail,
                 const char *icon,
                 const char *action,
                 GVariant *target)
{
  OrielOffer *self = g_object_new (ORIEL_TYPE_OFFER, NULL);

  self->title = g_strdup (title);
  self->detail = g_strdup (detail);
  self->icon = g_strdup (icon);
  self->action = g_strdup (action);
  if (target)
    self->target = g_variant_ref_sink (target);
  return self;
}

const char *
oriel_offer_get_title (OrielOffer *self)
{
  return self->title;
}

const char *
oriel_offer_get_detail (OrielOffer *self)
{
  return self->detail;
}

const char *
oriel_offer_get_icon (OrielOffer *self)
{
  return self->icon;
}

const char *
oriel_offer_get_action (OrielOffer *self)
{
  return self->action;
}

GVariant *
oriel_offer_get_target (OrielOffer *self)
{
  return self->target;
}

gboolean
oriel_offer_matches (OrielOffer *self, const char *words)
{
  g_autofree char *text = g_strconcat (self->title, " ", self->detail, NULL);

  return *words == '\0' || g_str_match_string (words, text, TRUE);
}

guint
oriel_offer_rank (OrielOffer *self, const char *words)
{
  g_autofree char *title = g_utf8_casefold (self->title, -1);
  g_autofree char *wanted = g_utf8_casefold (words, -1);

  if (*wanted == '\0' || !g_str_has_prefix (title, wanted))
    return 2;
  return g_str_equal (title, wanted) ? 0 : 1;
}
